-- expect: out_of_memory or timeout
-- line: 5
local text = "return '" .. ("x"):rep(1 << 22) .. "'"
local kept = {}
for i = 1, 1000 do kept[i] = load(text .. "..'" .. i .. "'") end
