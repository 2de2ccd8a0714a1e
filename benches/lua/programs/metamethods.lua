-- Operators of a class, as vectors use them.
local Vector = {}
Vector.__index = Vector
local function vector(x, y) return setmetatable({ x = x, y = y }, Vector) end
Vector.__add = function(a, b) return vector(a.x + b.x, a.y + b.y) end
Vector.__mul = function(a, k) return vector(a.x * k, a.y * k) end
Vector.__eq = function(a, b) return a.x == b.x and a.y == b.y end
local sum, step = vector(0, 0), vector(1, 2)
for _ = 1, 150000 do sum = sum + step * 2 end
assert(sum == vector(300000, 600000))
