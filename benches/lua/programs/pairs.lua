-- Walking over tables by pairs, ipairs and next.
local list, names = {}, {}
for i = 1, 1000 do
  list[i], names["k" .. i] = i, i
end
local sum = 0
for _ = 1, 500 do
  for _, value in pairs(names) do sum = sum + value end
  for _, value in ipairs(list) do sum = sum + value end
  local key, value = next(list)
  while key do
    sum = sum + value
    key, value = next(list, key)
  end
end
assert(sum == 3 * 500 * 500500)
