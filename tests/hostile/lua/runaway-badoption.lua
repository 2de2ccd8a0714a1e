-- expect: timeout
local s = ("x"):rep(2 << 20)
while true do pcall(collectgarbage, s) end
