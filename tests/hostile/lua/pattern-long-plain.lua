-- expect: timeout
local p = ("x"):rep(4 << 20)
while true do ("x"):find(p) end
