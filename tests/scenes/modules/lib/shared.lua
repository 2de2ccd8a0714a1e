print("shared is loaded")
return { value = 1 }
