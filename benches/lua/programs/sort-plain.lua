-- table.sort of numbers and of strings by their own order.
local numbers, words, seed = {}, {}, 42
for i = 1, 30000 do
  seed = (seed * 16807) % 2147483647
  numbers[i], words[i] = seed, "w" .. seed
end
table.sort(numbers)
table.sort(words)
for i = 2, 30000 do assert(numbers[i - 1] <= numbers[i] and words[i - 1] <= words[i]) end
