-- expect: timeout
local t = {} for i = 1, 5000 do t[i] = pcall end
while true do pcall(table.unpack(t)) end
