local function double(x)
  return x * 2

print(double(2))
