local null = {}
print(null)
