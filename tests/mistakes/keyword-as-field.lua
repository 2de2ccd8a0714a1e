local t = { end = 2 }
print(t.end)
