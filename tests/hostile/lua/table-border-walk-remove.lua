-- expect: timeout
-- The same by the library's functions.
local t = {}
for i = 1, 60000 do t[i] = i end
for i = 1, 59999 do t[i] = nil end
while true do table.remove(t) t[60000] = 1 end
