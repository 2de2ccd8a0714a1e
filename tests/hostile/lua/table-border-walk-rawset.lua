-- expect: timeout
local t = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v) end })
for i = 1, 50000 do rawset(t, i, i) end
for i = 1, 49999 do rawset(t, i, nil) end
while true do rawset(t, 50000, nil) rawset(t, 50000, 1) end
