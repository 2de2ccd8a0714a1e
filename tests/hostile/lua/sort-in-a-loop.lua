-- expect: timeout
-- line: 5
local t = {}
for i = 1, 1000 do t[i] = i * 7919 % 1000 end
while true do table.sort(t) end
