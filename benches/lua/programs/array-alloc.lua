-- Small arrays that are filled by a constructor and by appending.
local sum = 0
for i = 1, 150000 do
  local list = { i, i + 1, i + 2 }
  list[#list + 1] = 1
  list[#list + 1] = 2
  sum = sum + #list + list[4]
end
assert(sum == 900000)
