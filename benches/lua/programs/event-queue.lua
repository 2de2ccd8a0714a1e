-- A simulation of customers at counters: events that are objects with closures, in a binary heap.
local Event = {}
Event.__index = Event
function Event.new(time, order, action) return setmetatable({ time = time, order = order, action = action, is_off = false }, Event) end
function Event:is_before(other)
  if self.time ~= other.time then return self.time < other.time end
  return self.order < other.order
end
function Event:cancel() self.is_off = true end

local Heap = {}
Heap.__index = Heap
function Heap.new() return setmetatable({ items = {}, size = 0 }, Heap) end
function Heap:push(item)
  self.size = self.size + 1
  local items, at = self.items, self.size
  while at > 1 do
    local up = at // 2
    if not item:is_before(items[up]) then break end
    items[at] = items[up]
    at = up
  end
  items[at] = item
end
function Heap:pop()
  local items, size = self.items, self.size
  local top, item = items[1], items[size]
  items[size] = nil
  size = size - 1
  self.size = size
  if size == 0 then return top end
  local at = 1
  while true do
    local down = at * 2
    if down > size then break end
    if down < size and items[down + 1]:is_before(items[down]) then down = down + 1 end
    if not items[down]:is_before(item) then break end
    items[at] = items[down]
    at = down
  end
  items[at] = item
  return top
end

local Simulation = {}
Simulation.__index = Simulation
function Simulation.new(seed) return setmetatable({ queue = Heap.new(), now = 0, made = 0, seed = seed }, Simulation) end
function Simulation:random(n)
  self.seed = (self.seed * 16807) % 2147483647
  return self.seed % n + 1
end
function Simulation:after(delay, action)
  self.made = self.made + 1
  local event = Event.new(self.now + delay, self.made, action)
  self.queue:push(event)
  return event
end
function Simulation:run()
  local done = 0
  while self.queue.size > 0 do
    local event = self.queue:pop()
    self.now = event.time
    if not event.is_off then
      event.action(self)
      done = done + 1
    end
  end
  return done
end

local Counter = {}
Counter.__index = Counter
function Counter.new(simulation) return setmetatable({ simulation = simulation, waiting = {}, first = 1, last = 0, is_busy = false, served = 0, lost = 0 }, Counter) end
function Counter:arrive(patience)
  local customer = { is_here = true }
  customer.leave = self.simulation:after(patience, function()
    if customer.is_here then
      customer.is_here = false
      self.lost = self.lost + 1
    end
  end)
  self.last = self.last + 1
  self.waiting[self.last] = customer
  if not self.is_busy then self:serve() end
end
function Counter:serve()
  while self.first <= self.last do
    local customer = self.waiting[self.first]
    self.waiting[self.first] = nil
    self.first = self.first + 1
    if customer.is_here then
      customer.is_here, self.is_busy = false, true
      customer.leave:cancel()
      self.simulation:after(3 + self.simulation:random(5), function()
        self.served, self.is_busy = self.served + 1, false
        self:serve()
      end)
      return
    end
  end
end

local simulation, counters = Simulation.new(42), {}
for i = 1, 12 do
  local counter, left = Counter.new(simulation), 500
  counters[i] = counter
  local function come()
    counter:arrive(10 + simulation:random(40))
    left = left - 1
    if left > 0 then simulation:after(simulation:random(9), come) end
  end
  simulation:after(i, come)
end
local done, served, lost = simulation:run(), 0, 0
for _, counter in ipairs(counters) do served, lost = served + counter.served, lost + counter.lost end
assert(served + lost == 6000)
assert(done == 12000 and served == 4963 and simulation.now == 2616,
   done .. " " .. served .. " " .. simulation.now)
