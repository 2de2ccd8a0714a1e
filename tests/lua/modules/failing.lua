
error("can't start")
