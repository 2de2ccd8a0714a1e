-- Permutations by exchange, towers of disks that are linked lists, and sorted lists that are merged.
local Puzzle = {}
Puzzle.__index = Puzzle
function Puzzle:count() self.steps = self.steps + 1 end
function Puzzle:solve(...)
  self.steps = 0
  self:run(...)
  return self.steps
end

local Permuter = setmetatable({}, { __index = Puzzle })
Permuter.__index = Permuter
function Permuter.new(size)
  local items = {}
  for i = 1, size do items[i] = i - 1 end
  return setmetatable({ items = items, steps = 0, checksum = 0 }, Permuter)
end
function Permuter:swap(i, j)
  local items = self.items
  items[i], items[j] = items[j], items[i]
end
function Permuter:run(n)
  self:count()
  if n == 0 then
    self.checksum = (self.checksum * 31 + self.items[1]) % 1000003
    return
  end
  self:run(n - 1)
  for i = n - 1, 1, -1 do
    self:swap(n, i)
    self:run(n - 1)
    self:swap(n, i)
  end
end

local Disk = {}
Disk.__index = Disk
function Disk.new(size) return setmetatable({ size = size, below = nil }, Disk) end

local Towers = setmetatable({}, { __index = Puzzle })
Towers.__index = Towers
function Towers.new() return setmetatable({ piles = {}, steps = 0 }, Towers) end
function Towers:push(disk, pile)
  local top = self.piles[pile]
  if top and disk.size >= top.size then error("a big disk on a small one") end
  disk.below = top
  self.piles[pile] = disk
end
function Towers:pop(pile)
  local top = self.piles[pile]
  if not top then error("an empty pile") end
  self.piles[pile] = top.below
  top.below = nil
  return top
end
function Towers:fill(pile, disks)
  for size = disks, 1, -1 do self:push(Disk.new(size), pile) end
end
function Towers:move(disks, from, to)
  if disks == 1 then
    self:push(self:pop(from), to)
    self:count()
    return
  end
  local other = 6 - from - to
  self:move(disks - 1, from, other)
  self:move(1, from, to)
  self:move(disks - 1, other, to)
end
function Towers:run(disks)
  self.piles = {}
  self:fill(1, disks)
  self:move(disks, 1, 3)
end

local Link = {}
Link.__index = Link
function Link.new(value, rest) return setmetatable({ value = value, rest = rest }, Link) end
function Link:length()
  if self.rest then return 1 + self.rest:length() end
  return 1
end
local function numbers(from, to)
  if from > to then return nil end
  return Link.new(from, numbers(from + 1, to))
end
local function is_shorter(a, b)
  while b do
    if not a then return true end
    a, b = a.rest, b.rest
  end
  return false
end
local function tail(x, y, z)
  if is_shorter(y, x) then return tail(tail(x.rest, y, z), tail(y.rest, z, x), tail(z.rest, x, y)) end
  return z
end

local permuter, towers = Permuter.new(7), Towers.new()
local steps = 0
for _ = 1, 4 do steps = steps + permuter:solve(7) + towers:solve(12) end
local length = tail(numbers(1, 14), numbers(1, 9), numbers(1, 5)):length()
assert(length == 9 and steps == 71180 and permuter.checksum == 632732,
  length .. " " .. steps .. " " .. permuter.checksum)
