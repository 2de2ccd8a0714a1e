-- expect: timeout or out_of_memory
local f = load("return 1", "=" .. ("x"):rep(2 << 20))
while true do debug.getinfo(f, "S") end
