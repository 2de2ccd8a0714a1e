-- expect: out_of_memory or timeout
-- line: 5
local kept = {}
local s = ("x"):rep(1 << 20)
while true do kept[#kept + 1] = s:match("(.*)") .. #kept end
