-- expect: timeout or out_of_memory
local name = "@" .. ("x"):rep(1 << 20)
local kept = {}
while true do kept[#kept + 1] = load("return 1", name) end
