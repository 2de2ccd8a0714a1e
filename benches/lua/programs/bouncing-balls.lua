-- Balls that bounce in a box and off each other, with vectors that are objects with operators.
local Vector = {}
Vector.__index = Vector
local function vector(x, y) return setmetatable({ x = x, y = y }, Vector) end
function Vector.__add(a, b) return vector(a.x + b.x, a.y + b.y) end
function Vector.__sub(a, b) return vector(a.x - b.x, a.y - b.y) end
function Vector.__mul(a, by) return vector(a.x * by, a.y * by) end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function Vector:dot(other) return self.x * other.x + self.y * other.y end
function Vector:length() return self:dot(self) ^ 0.5 end

local Body = {}
Body.__index = Body
function Body:move(dt)
  self.position = self.position + self.velocity * dt
  self.velocity = self.velocity + self.world.gravity * dt
end
function Body:bounce(axis, size)
  local at, speed = self.position[axis], self.velocity[axis]
  if (at < self.radius and speed < 0) or (at > size - self.radius and speed > 0) then
    self.velocity[axis] = -speed * self.spring
    self.bounces = self.bounces + 1
  end
end

local Ball = setmetatable({}, { __index = Body })
Ball.__index = Ball
function Ball.new(world, x, y, vx, vy)
  local ball = { world = world, position = vector(x, y), velocity = vector(vx, vy), radius = 1, spring = 0.95, bounces = 0 }
  return setmetatable(ball, Ball)
end
function Ball:touches(other)
  local dx, dy = other.position.x - self.position.x, other.position.y - self.position.y
  local reach = self.radius + other.radius
  return dx * dx + dy * dy < reach * reach
end
function Ball:hit(other)
  local between = other.position - self.position
  local length = between:length()
  if length == 0 then return end
  local normal = between * (1 / length)
  local closing = (self.velocity - other.velocity):dot(normal)
  if closing > 0 then
    self.velocity, other.velocity = self.velocity - normal * closing, other.velocity + normal * closing
    self.bounces, other.bounces = self.bounces + 1, other.bounces + 1
  end
end

local World = {}
World.__index = World
function World.new(width, height) return setmetatable({ width = width, height = height, gravity = vector(0, -9.8), balls = {} }, World) end
function World:add(ball) self.balls[#self.balls + 1] = ball end
function World:step(dt)
  local balls = self.balls
  for _, ball in ipairs(balls) do
    ball:move(dt)
    ball:bounce("x", self.width)
    ball:bounce("y", self.height)
  end
  for i = 1, #balls - 1 do
    local ball = balls[i]
    for j = i + 1, #balls do
      if ball:touches(balls[j]) then ball:hit(balls[j]) end
    end
  end
end

local world = World.new(60, 40)
for i = 1, 36 do world:add(Ball.new(world, i * 7 % 58 + 1, i * 11 % 38 + 1, i % 7 - 3, i % 5 - 2)) end
for _ = 1, 300 do world:step(0.01) end
local bounces, far = 0, 0
for _, ball in ipairs(world.balls) do
  bounces = bounces + ball.bounces
  if ball.position ~= vector(0, 0) and ball.position:length() > 30 then far = far + 1 end
end
assert(bounces == 278 and far == 19, bounces .. " " .. far)
