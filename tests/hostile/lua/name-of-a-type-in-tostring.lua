-- expect: timeout
local t = setmetatable({}, {__name = ("x"):rep(2 << 20)})
while true do tostring(t) end
