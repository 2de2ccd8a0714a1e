-- gsub with a string, a table and a function.
local text = ("the quick brown fox jumps over the lazy dog "):rep(20)
local names = { quick = "slow", lazy = "busy" }
local count, length = 0, 0
for i = 1, 300 do
  local a, n = text:gsub("o", "0")
  local b = text:gsub("%a+", names)
  local c = text:gsub("(%a)(%a*)", function(first, rest) return rest .. first end)
  count, length = count + n, length + #a + #b + #c
end
assert(count == 24000 and length == 786000, length)
