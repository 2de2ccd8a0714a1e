-- Closures that are made and called, with shared variables.
local function counter(step)
  local n = 0
  return function()
    n = n + step
    return n
  end
end
local sum = 0
for i = 1, 300000 do
  local next = counter(i)
  next()
  sum = sum + next()
end
assert(sum == 300000 * 300001)
