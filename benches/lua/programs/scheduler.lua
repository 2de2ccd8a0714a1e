-- A kernel that runs processes in turn: producers, workers and devices that pass packets on.
local Packet = {}
Packet.__index = Packet
function Packet.new(kind, value, target)
  return setmetatable({ kind = kind, value = value, target = target, link = nil, hops = 0 }, Packet)
end

local Mailbox = {}
Mailbox.__index = Mailbox
function Mailbox.new() return setmetatable({ first = nil, last = nil, count = 0 }, Mailbox) end
function Mailbox:is_empty() return self.first == nil end
function Mailbox:put(packet)
  packet.link = nil
  if self.first then self.last.link = packet else self.first = packet end
  self.last = packet
  self.count = self.count + 1
end
function Mailbox:take()
  local packet = self.first
  if packet then
    self.first = packet.link
    self.count = self.count - 1
  end
  return packet
end

local Process = {}
Process.__index = Process
function Process.init(class, kernel, name, priority)
  local process = setmetatable({}, class)
  process.kernel, process.name, process.priority = kernel, name, priority
  process.inbox = Mailbox.new()
  process.is_held, process.is_done, process.turns = false, false, 0
  return process
end
function Process:is_ready() return not self.is_done and not self.is_held and self:has_work() end
function Process:has_work() return not self.inbox:is_empty() end
function Process:receive(packet) self.inbox:put(packet) end
function Process:step()
  self.turns = self.turns + 1
  return self:run(self.inbox:take())
end
function Process:send(name, packet)
  packet.hops = packet.hops + 1
  self.kernel:find(name):receive(packet)
end

local Producer = setmetatable({}, { __index = Process })
Producer.__index = Producer
function Producer.new(kernel, name, count, target)
  local self = Process.init(Producer, kernel, name, 1)
  self.left, self.target, self.seed = count, target, 17
  return self
end
function Producer:has_work() return self.left > 0 end
function Producer:run()
  self.left = self.left - 1
  self.seed = (self.seed * 1103 + 12345) % 65536
  self:send(self.target, Packet.new(self.seed % 3 == 0 and "disk" or "net", self.seed % 100, self.name))
  if self.left == 0 then self.is_done = true end
end

local Worker = setmetatable({}, { __index = Process })
Worker.__index = Worker
function Worker.new(kernel, name)
  local self = Process.init(Worker, kernel, name, 2)
  self.handled = 0
  return self
end
function Worker:run(packet)
  self.handled = self.handled + 1
  packet.value = packet.value * 3 % 101
  self:send(packet.kind, packet)
end

local Device = setmetatable({}, { __index = Process })
Device.__index = Device
function Device.new(kernel, name, delay)
  local self = Process.init(Device, kernel, name, 3)
  self.delay, self.total, self.current, self.wait = delay, 0, nil, 0
  return self
end
function Device:has_work() return self.current ~= nil or not self.inbox:is_empty() end
function Device:receive(packet)
  Process.receive(self, packet)
  if self.inbox.count > 8 then self.kernel:hold("worker", true) end
end
function Device:run(packet)
  if self.current == nil then
    self.current, self.wait = packet, self.delay
    return
  elseif packet then
    self.inbox:put(packet)
  end
  self.wait = self.wait - 1
  if self.wait == 0 then
    self.total = self.total + self.current.value + self.current.hops
    self.current = nil
    if self.inbox.count < 4 then self.kernel:hold("worker", false) end
  end
end

local Kernel = {}
Kernel.__index = Kernel
function Kernel.new() return setmetatable({ processes = {}, by_name = {}, ticks = 0 }, Kernel) end
function Kernel:add(process)
  self.processes[#self.processes + 1] = process
  self.by_name[process.name] = process
  return process
end
function Kernel:find(name) return self.by_name[name] end
function Kernel:hold(name, is_held) self:find(name).is_held = is_held end
function Kernel:run()
  repeat
    local ran = false
    for i = 1, #self.processes do
      local process = self.processes[i]
      if process:is_ready() then
        process:step()
        self.ticks = self.ticks + 1
        ran = true
      end
    end
  until not ran
end

local ticks, total = 0, 0
for round = 1, 10 do
  local kernel = Kernel.new()
  kernel:add(Producer.new(kernel, "first", 600, "worker"))
  kernel:add(Producer.new(kernel, "second", 400, "worker"))
  local worker = kernel:add(Worker.new(kernel, "worker"))
  local disk = kernel:add(Device.new(kernel, "disk", 3))
  local net = kernel:add(Device.new(kernel, "net", 1))
  kernel:run()
  assert(worker.handled == 1000 and kernel:find("net") == net)
  ticks, total = ticks + kernel.ticks, total + disk.total + net.total
end
assert(ticks == 47300 and total == 518240, ticks .. " " .. total)
