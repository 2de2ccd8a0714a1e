-- expect: limit or out_of_memory or timeout
local s = ("x"):rep(8 << 20)
print(#table.concat({1, 2, 3, 4, 5, 6, 7, 8}, s))
