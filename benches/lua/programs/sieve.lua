-- The sieve of Eratosthenes, on an array of booleans.
local n, prime = 500000, {}
for i = 1, n do prime[i] = true end
local i = 2
while i * i <= n do
  if prime[i] then
    for j = i * i, n, i do prime[j] = false end
  end
  i = i + 1
end
local count = 0
for k = 2, n do
  if prime[k] then count = count + 1 end
end
assert(count == 41538)
