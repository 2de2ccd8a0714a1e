-- table.insert, table.remove and unpack on lists.
local queue, sum = {}, 0
for i = 1, 150000 do
  table.insert(queue, i)
  if #queue > 20 then sum = sum + table.remove(queue, 1) end
  if i % 3 == 0 then sum = sum + table.remove(queue) end
end
local a, b, c = table.unpack({ 1, 2, 3 })
assert(a + b + c == 6 and sum == 11247225271, sum)
