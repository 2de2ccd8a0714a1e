-- The Mandelbrot set, in floats.
local size, limit, inside = 160, 50, 0
for py = 0, size - 1 do
  for px = 0, size - 1 do
    local cx, cy = 2.0 * px / size - 1.5, 2.0 * py / size - 1.0
    local x, y, n = 0.0, 0.0, 0
    while n < limit and x * x + y * y <= 4.0 do
      x, y = x * x - y * y + cx, 2.0 * x * y + cy
      n = n + 1
    end
    if n == limit then inside = inside + 1 end
  end
end
assert(inside == 10206, inside)
