-- expect: timeout
local last = {}
local t = last
for _ = 1, 1990 do t = setmetatable({}, {__newindex = t}) end
while true do t.x = nil end
