-- A loop of integer arithmetic.
local sum = 0
for i = 1, 5000000 do
  sum = sum + i % 7
end
assert(sum == 15000000, sum)
