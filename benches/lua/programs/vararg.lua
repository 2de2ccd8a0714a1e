-- Functions with any number of arguments.
local function sum(...)
  local total = 0
  for i = 1, select("#", ...) do
    total = total + (select(i, ...))
  end
  return total
end
local function pass(...) return ... end
local function count(...)
  local list = { ... }
  return #list
end
local total = 0
for i = 1, 150000 do
  total = total + sum(i, 1, 2, 3) + count(pass(i, i, i))
end
assert(total == 150000 * 150001 // 2 + (6 + 3) * 150000)
