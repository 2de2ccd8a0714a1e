-- A loop of float arithmetic, by a while.
local x, i = 0.0, 0
while i < 3000000 do
  x = x * 0.5 + i / 3
  i = i + 1
end
assert(x > 1999998.666 and x < 1999998.667, x)
