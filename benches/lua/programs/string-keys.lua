-- Tables with many string keys, made at run time: counting words.
local counts = {}
for i = 1, 200000 do
  local word = "w" .. i % 1000
  counts[word] = (counts[word] or 0) + 1
end
local total = 0
for _, n in pairs(counts) do total = total + n end
assert(total == 200000 and counts.w7 == 200)
