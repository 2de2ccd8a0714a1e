-- Queues whose items are put at one end of a table and taken from the other.
local Queue = {}
Queue.__index = Queue
function Queue.new() return setmetatable({ first = 1, last = 0 }, Queue) end
function Queue:push(value)
  local last = self.last + 1
  self.last = last
  self[last] = value
end
function Queue:pop()
  local first = self.first
  local value = self[first]
  self[first] = nil
  self.first = first + 1
  return value
end
local sum = 0
local queue = Queue.new()
for i = 1, 50 do queue:push(i) end
for i = 51, 200000 do
  queue:push(i)
  sum = sum + queue:pop()
end
-- A walk of a grid in breadth, cell by cell.
local SIZE = 120
local list, first, last, seen = {}, 1, 1, {}
list[1], seen[0] = 0, true
local steps = 0
while first <= last do
  local cell = list[first]
  list[first] = nil
  first = first + 1
  steps = steps + 1
  local x, y = cell % SIZE, cell // SIZE
  for turn = 0, 3 do
    local nx, ny = x + (turn == 0 and 1 or turn == 1 and -1 or 0), y + (turn == 2 and 1 or turn == 3 and -1 or 0)
    local next = ny * SIZE + nx
    if nx >= 0 and nx < SIZE and ny >= 0 and ny < SIZE and not seen[next] then
      seen[next] = true
      last = last + 1
      list[last] = next
    end
  end
end
assert(steps == SIZE * SIZE and sum == 199950 * 199951 // 2, sum)
