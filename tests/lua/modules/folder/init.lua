return "the folder itself"
