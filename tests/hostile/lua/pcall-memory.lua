-- expect: out_of_memory or timeout
local kept = {}
while true do pcall(function() kept[#kept + 1] = ("x"):rep(1 << 20) .. #kept end) end
