-- Coroutines as iterators: many are made, each yields a little.
local function range(n)
  return coroutine.wrap(function()
    for i = 1, n do coroutine.yield(i) end
  end)
end
local sum = 0
for _ = 1, 15000 do
  for i in range(10) do sum = sum + i end
end
assert(sum == 15000 * 55)
