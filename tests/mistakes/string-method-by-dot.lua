local name = "ada"
print(name.upper())
