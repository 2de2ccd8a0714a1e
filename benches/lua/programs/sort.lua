-- table.sort with a comparator.
local list, seed = {}, 42
for i = 1, 40000 do
  seed = (seed * 16807) % 2147483647
  list[i] = seed
end
table.sort(list, function(a, b) return a > b end)
for i = 2, #list do assert(list[i - 1] >= list[i]) end
