return "inside of a folder"
