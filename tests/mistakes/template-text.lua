local n = 1
print(`n is ${n}`)
