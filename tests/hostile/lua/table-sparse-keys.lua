-- expect: timeout
-- Keys far apart take no more memory than others.
for i = 0, 62 do
  local t = {}
  for j = 0, i do t[1 << j] = j end
end
local t = {}
while true do for i = 1, 40 do t[i * 65536] = i end end
