-- Matrices as arrays of arrays.
local function matrix(n, f)
  local m = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = f(i, j) end
    m[i] = row
  end
  return m
end
local n = 120
local a = matrix(n, function(i, j) return i + j end)
local b = matrix(n, function(i, j) return i - j end)
local c = matrix(n, function(i, j)
  local row, sum = a[i], 0.0
  for k = 1, n do sum = sum + row[k] * b[k][j] end
  return sum
end)
local trace = 0
for i = 1, n do trace = trace + c[i][i] end
assert(trace == 0, trace)
assert(c[1][2] == 575720, c[1][2])
