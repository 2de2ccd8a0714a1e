-- expect: timeout or out_of_memory or runtime
local t = {} for i = 1, 60000 do t[i] = i end
local f = function() end
for i = 1, 30000 do f = setmetatable({}, {__call = f}) end
local function g(...) while true do f(...) end end
g(table.unpack(t))
