-- expect: timeout
local name = ("x"):rep(1 << 20)
while true do pcall(require, name) end
