-- expect: limit or out_of_memory or timeout
local s, t = ("x"):rep(1 << 20), {}
for i = 1, 200 do t[i] = s end
io.write(table.unpack(t))
