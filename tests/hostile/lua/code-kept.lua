-- expect: out_of_memory or timeout
local text = ("local x = 1; x = x + 1; "):rep(150)
local kept = {}
while true do kept[#kept + 1] = load(text .. #kept .. "()") or load(text) end
