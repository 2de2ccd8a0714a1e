-- Many small, short-lived tables.
local sum = 0
for i = 1, 500000 do
  local p = { x = i, y = 1 }
  sum = sum + p.x + p.y
end
assert(sum == 125000750000)
