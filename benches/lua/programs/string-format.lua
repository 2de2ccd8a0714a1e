-- string.format with numbers and strings.
local length = 0
for i = 1, 60000 do
  length = length + #string.format("%d: %5.2f %s %x", i, i / 3, "name", i)
end
assert(length == 1451232, length)
