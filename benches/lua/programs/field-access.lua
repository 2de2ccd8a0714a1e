-- Reading and writing fields of a record.
local t = { x = 1, y = 2, z = 3 }
for i = 1, 2000000 do
  t.x = t.x + t.y
  t.z = t.x - t.z
end
assert(t.x == 4000001)
