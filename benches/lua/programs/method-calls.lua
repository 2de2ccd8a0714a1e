-- Methods of a class and of a class that inherits.
local Shape = {}
Shape.__index = Shape
function Shape.new(class, size) return setmetatable({ size = size }, class) end
function Shape:area() return self.size * self.size end
function Shape:grow(by) self.size = self.size + by end
local Cube = setmetatable({}, { __index = Shape })
Cube.__index = Cube
function Cube:area() return 6 * self.size end
local shape, cube, sum = Shape.new(Shape, 1), Shape.new(Cube, 1), 0
for i = 1, 400000 do
  sum = sum + shape:area() + cube:area()
  cube:grow(1)
end
assert(sum == 400000 + 6 * (400000 * 400001 // 2), sum)
