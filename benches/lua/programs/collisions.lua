-- Aircraft that fly along lines, put into a grid that is a red-black tree; which of them come too close.
local Vector = {}
Vector.__index = Vector
function Vector.new(x, y, z) return setmetatable({ x = x, y = y, z = z }, Vector) end
function Vector:plus(other) return Vector.new(self.x + other.x, self.y + other.y, self.z + other.z) end
function Vector:minus(other) return Vector.new(self.x - other.x, self.y - other.y, self.z - other.z) end
function Vector:times(by) return Vector.new(self.x * by, self.y * by, self.z * by) end
function Vector:dot(other) return self.x * other.x + self.y * other.y + self.z * other.z end
function Vector:squared() return self:dot(self) end

local Node = {}
Node.__index = Node
function Node.new(key, value, parent)
  return setmetatable({ key = key, value = value, parent = parent, left = nil, right = nil, is_red = true }, Node)
end
function Node:leftmost()
  local node = self
  while node.left do node = node.left end
  return node
end
function Node:next()
  if self.right then return self.right:leftmost() end
  local node, parent = self, self.parent
  while parent and node == parent.right do node, parent = parent, parent.parent end
  return parent
end

local Tree = {}
Tree.__index = Tree
function Tree.new(compare) return setmetatable({ root = nil, size = 0, compare = compare }, Tree) end
function Tree:get(key)
  local node = self.root
  while node do
    local order = self.compare(key, node.key)
    if order == 0 then return node.value end
    if order < 0 then node = node.left else node = node.right end
  end
  return nil
end
function Tree:put(key, value)
  local parent, node, order = nil, self.root, 0
  while node do
    order = self.compare(key, node.key)
    if order == 0 then
      node.value = value
      return
    end
    parent = node
    if order < 0 then node = node.left else node = node.right end
  end
  node = Node.new(key, value, parent)
  self.size = self.size + 1
  if not parent then
    self.root = node
  elseif order < 0 then
    parent.left = node
  else
    parent.right = node
  end
  self:balance(node)
end
function Tree:replace(node, by)
  local parent = node.parent
  by.parent = parent
  if not parent then
    self.root = by
  elseif parent.left == node then
    parent.left = by
  else
    parent.right = by
  end
  node.parent = by
end
function Tree:rotate_left(node)
  local up = node.right
  node.right = up.left
  if up.left then up.left.parent = node end
  self:replace(node, up)
  up.left = node
end
function Tree:rotate_right(node)
  local up = node.left
  node.left = up.right
  if up.right then up.right.parent = node end
  self:replace(node, up)
  up.right = node
end
function Tree:balance(node)
  while node ~= self.root and node.parent.is_red do
    local parent = node.parent
    local grand = parent.parent
    local is_left = parent == grand.left
    local uncle = is_left and grand.right or not is_left and grand.left
    if uncle and uncle.is_red then
      parent.is_red, uncle.is_red, grand.is_red = false, false, true
      node = grand
    else
      if is_left then
        if node == parent.right then
          node = parent
          self:rotate_left(node)
        end
        node.parent.is_red, grand.is_red = false, true
        self:rotate_right(grand)
      else
        if node == parent.left then
          node = parent
          self:rotate_right(node)
        end
        node.parent.is_red, grand.is_red = false, true
        self:rotate_left(grand)
      end
    end
  end
  self.root.is_red = false
end
function Tree:each(f)
  local node = self.root and self.root:leftmost()
  while node do
    f(node.key, node.value)
    node = node:next()
  end
end

local function compare_numbers(a, b) return a - b end
local function compare_cells(a, b)
  if a.x ~= b.x then return a.x - b.x end
  return a.y - b.y
end

local Motion = {}
Motion.__index = Motion
function Motion.new(sign, from, to) return setmetatable({ sign = sign, from = from, to = to }, Motion) end
function Motion:at(time) return self.from:plus(self.to:minus(self.from):times(time)) end
function Motion:is_near(other, distance)
  local start, delta = self.from:minus(other.from), self.to:minus(self.from):minus(other.to:minus(other.from))
  local speed = delta:squared()
  local time = speed == 0 and 0 or -start:dot(delta) / speed
  if time < 0 then time = 0 elseif time > 1 then time = 1 end
  return self:at(time):minus(other:at(time)):squared() < distance * distance
end

local CELL = 4
local Detector = {}
Detector.__index = Detector
function Detector.new() return setmetatable({ last = Tree.new(compare_numbers) }, Detector) end
function Detector:frame(aircraft)
  local grid, hits = Tree.new(compare_cells), 0
  for _, plane in ipairs(aircraft) do
    local motion = Motion.new(plane.sign, self.last:get(plane.sign) or plane.position, plane.position)
    self.last:put(plane.sign, plane.position)
    self:mark(grid, motion)
  end
  grid:each(function(_, motions)
    for i = 1, #motions - 1 do
      for j = i + 1, #motions do
        if motions[i]:is_near(motions[j], 1) then hits = hits + 1 end
      end
    end
  end)
  return hits, grid.size
end
function Detector:mark(grid, motion)
  local a, b = motion.from, motion.to
  local x1, x2, y1, y2 = a.x // CELL, b.x // CELL, a.y // CELL, b.y // CELL
  if x1 > x2 then x1, x2 = x2, x1 end
  if y1 > y2 then y1, y2 = y2, y1 end
  for x = x1, x2 do
    for y = y1, y2 do
      local cell = { x = x, y = y }
      local found = grid:get(cell)
      if found then found[#found + 1] = motion else grid:put(cell, { motion }) end
    end
  end
end

local detector, planes, hits, cells = Detector.new(), {}, 0, 0
for i = 1, 120 do planes[i] = { sign = i * 37 % 121, position = nil } end
for time = 0, 11 do
  for i, plane in ipairs(planes) do
    plane.position = Vector.new((i * 7 + time * (i % 5 - 2)) % 60, (i * 13 + time * (i % 3)) % 60, i % 4)
  end
  local near, size = detector:frame(planes)
  hits, cells = hits + near, cells + size
end
assert(hits == 1751 and cells == 1229, hits .. " " .. cells)
