-- expect: timeout
local t = {}
for i = 1, 60000 do t[i] = i end
for i = 1, 59999 do t[i] = nil end
while true do t[60000] = nil t[60000] = 1 end
