-- expect: timeout
local p = "[" .. ("x"):rep(4 << 20)
while true do pcall(string.find, "x", p) end
