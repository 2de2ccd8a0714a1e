local list = { "a", "b" }
print(#list[0])
