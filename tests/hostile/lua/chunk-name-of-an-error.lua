-- expect: timeout or out_of_memory
local name = "=" .. ("x"):rep(1 << 20)
while true do load("x x", name) end
