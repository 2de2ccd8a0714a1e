-- expect: limit or out_of_memory or timeout
local s, t = ("x"):rep(1 << 20), {}
for i = 1, 10000 do t[i] = s end
print(table.unpack(t))
