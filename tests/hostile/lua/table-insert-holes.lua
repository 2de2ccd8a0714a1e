-- expect: timeout
local t = {}
for i = 100000, 1, -1 do t[i] = i end
while true do table.insert(t, 1, 0) table.remove(t, 1) end
