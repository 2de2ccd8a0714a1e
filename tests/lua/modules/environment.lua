fromFile = "set in its environment"
