-- expect: timeout or out_of_memory
local kept = {}
while collectgarbage("count") < 60 * 1024 do kept[#kept + 1] = ("x"):rep(1 << 18) .. #kept end
while true do local s = ("x"):rep(1 << 16) end
