-- The spectral norm of an infinite matrix: function calls on floats.
local function a(i, j)
  local ij = i + j - 1
  return 1.0 / (ij * (ij - 1) * 0.5 + i)
end
local function av(x, y, n)
  for i = 1, n do
    local sum = 0.0
    for j = 1, n do sum = sum + x[j] * a(i, j) end
    y[i] = sum
  end
end
local function atv(x, y, n)
  for i = 1, n do
    local sum = 0.0
    for j = 1, n do sum = sum + x[j] * a(j, i) end
    y[i] = sum
  end
end
local n, u, v, t = 150, {}, {}, {}
for i = 1, n do u[i] = 1.0 end
for _ = 1, 10 do
  av(u, t, n) atv(t, v, n)
  av(v, t, n) atv(t, u, n)
end
local vbv, vv = 0.0, 0.0
for i = 1, n do
  vbv, vv = vbv + u[i] * v[i], vv + v[i] * v[i]
end
local norm = math.sqrt(vbv / vv)
assert(norm > 1.27421 and norm < 1.27423, norm)
