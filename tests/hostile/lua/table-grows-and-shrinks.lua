-- expect: timeout or out_of_memory
-- A list that is emptied and filled elsewhere is counted anew at each step.
local t = {}
for i = 1, 100000 do t[i] = i end
for i = 1, 99000 do t[i] = nil end
local n = 200000
while true do
  for i = 1, 8 do t[n + i * 3] = i end
  for i = 1, 8 do t[n + i * 3] = nil end
  n = n + 1
end
