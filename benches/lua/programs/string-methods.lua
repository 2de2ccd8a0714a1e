-- Small string functions, as methods.
local sum = 0
local words = { "alpha", "Beta", "gamma ray", "delta", "epsilon" }
for i = 1, 100000 do
  local word = words[i % 5 + 1]
  sum = sum + #word:upper() + word:byte(2) + #word:rep(2) + #word:sub(2, 4) + #word:reverse()
end
assert(sum == 13080000, sum)
