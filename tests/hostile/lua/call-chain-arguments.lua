-- expect: timeout
-- Each call moves its arguments up.
local t = {}
for i = 1, 60000 do t[i] = i end
local f = function() end
for i = 1, 10000 do f = setmetatable({}, { __call = f }) end
local function g(...) while true do f(...) end end
g(table.unpack(t))
