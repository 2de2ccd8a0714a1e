-- expect: timeout
local t = setmetatable({}, {__name = ("x"):rep(2 << 20)})
while true do pcall(function() return t + 1 end) end
