-- expect: timeout
local s = "%" .. ("9"):rep(2 << 20)
while true do pcall(string.format, s, 1) end
