-- expect: timeout
local o = setmetatable({}, {__tostring = function() return "x" end})
local t = {} for i = 1, 20000 do t[i] = o end
local f = ("%s"):rep(20000)
while true do f:format(table.unpack(t)) end
