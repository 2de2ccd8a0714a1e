-- expect: out_of_memory or timeout
local kept = {}
for i = 1, 1 << 40 do
  local a, b, c, d = {}, {}, {}, {}
  kept[i] = function() return a, b, c, d end
end
