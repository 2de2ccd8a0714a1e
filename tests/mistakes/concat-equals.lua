local text = "a"
text ..= "b"
