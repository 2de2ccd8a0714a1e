-- expect: out_of_memory or timeout
local kept = {}
while true do local _, e = pcall(error, ("x"):rep(1 << 20) .. #kept); kept[#kept + 1] = e end
