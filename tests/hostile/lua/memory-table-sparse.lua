-- expect: timeout
-- prints: 0
-- line: 8
local t = {}
t[1 << 40] = 1
t[1 << 50] = 2
print(#t)
while true do end
