-- A planner of one-way constraints: variables that follow others, strengths that say who wins, a plan that is run often.
local List = {}
List.__index = List
function List.new() return setmetatable({ items = {}, size = 0 }, List) end
function List:add(item)
  self.size = self.size + 1
  self.items[self.size] = item
end
function List:each(f)
  local items = self.items
  for i = 1, self.size do f(items[i]) end
end
function List:remove(item)
  local items, kept = self.items, 0
  for i = 1, self.size do
    if items[i] ~= item then
      kept = kept + 1
      items[kept] = items[i]
    end
  end
  for i = kept + 1, self.size do items[i] = nil end
  self.size = kept
end
function List:pop()
  local item = self.items[self.size]
  self.items[self.size] = nil
  self.size = self.size - 1
  return item
end

local REQUIRED, PREFERRED, WEAK, NONE = 0, 2, 4, 6
local Variable = {}
Variable.__index = Variable
function Variable.new(value)
  return setmetatable({ value = value, users = List.new(), source = nil, strength = NONE, mark = 0, is_fixed = true }, Variable)
end

local Constraint = {}
Constraint.__index = Constraint
function Constraint.init(class, strength) return setmetatable({ strength = strength, is_met = false }, class) end
function Constraint:is_input() return false end
function Constraint:attach(planner)
  self:each_variable(function(variable) variable.users:add(self) end)
  planner:add(self)
end

local Binary = setmetatable({}, { __index = Constraint })
Binary.__index = Binary
function Binary.init(class, from, to, strength)
  local self = Constraint.init(class, strength)
  self.from, self.to, self.is_forward = from, to, true
  return self
end
function Binary:each_variable(f) f(self.from) f(self.to) end
function Binary:input() if self.is_forward then return self.from end return self.to end
function Binary:output() if self.is_forward then return self.to end return self.from end
function Binary:choose(mark)
  local from, to = self.from, self.to
  if from.mark == mark then
    self.is_met = to.mark ~= mark and self.strength < to.strength
    self.is_forward = true
  elseif to.mark == mark then
    self.is_met = from.mark ~= mark and self.strength < from.strength
    self.is_forward = false
  elseif from.strength > to.strength then
    self.is_met, self.is_forward = self.strength < from.strength, false
  else
    self.is_met, self.is_forward = self.strength < to.strength, true
  end
  return self.is_met
end
function Binary:inputs_known(mark)
  local input = self:input()
  return input.mark == mark or input.is_fixed or input.source == nil
end
function Binary:recalculate()
  local input, output = self:input(), self:output()
  output.strength = math.max(self.strength, input.strength)
  output.is_fixed = input.is_fixed
  if output.is_fixed then self:execute() end
end

local Equal = setmetatable({}, { __index = Binary })
Equal.__index = Equal
function Equal.new(from, to, strength) return Binary.init(Equal, from, to, strength) end
function Equal:execute() self:output().value = self:input().value end

local Scale = setmetatable({}, { __index = Binary })
Scale.__index = Scale
function Scale.new(from, to, factor, offset)
  local self = Binary.init(Scale, from, to, REQUIRED)
  self.factor, self.offset = factor, offset
  return self
end
function Scale:execute()
  if self.is_forward then
    self.to.value = self.from.value * self.factor.value + self.offset.value
  else
    self.from.value = (self.to.value - self.offset.value) // self.factor.value
  end
end

local Unary = setmetatable({}, { __index = Constraint })
Unary.__index = Unary
function Unary.init(class, variable, strength)
  local self = Constraint.init(class, strength)
  self.variable = variable
  return self
end
function Unary:each_variable(f) f(self.variable) end
function Unary:output() return self.variable end
function Unary:choose(mark)
  self.is_met = self.variable.mark ~= mark and self.strength < self.variable.strength
  return self.is_met
end
function Unary:inputs_known() return true end
function Unary:recalculate()
  local variable = self.variable
  variable.strength, variable.is_fixed = self.strength, not self:is_input()
  if variable.is_fixed then self:execute() end
end
function Unary:execute() end
local Stay = setmetatable({}, { __index = Unary })
Stay.__index = Stay
function Stay.new(variable, strength) return Unary.init(Stay, variable, strength) end
local Edit = setmetatable({}, { __index = Unary })
Edit.__index = Edit
function Edit.new(variable, strength) return Unary.init(Edit, variable, strength) end
function Edit:is_input() return true end

local Planner = {}
Planner.__index = Planner
function Planner.new() return setmetatable({ mark = 0 }, Planner) end
function Planner:next_mark()
  self.mark = self.mark + 1
  return self.mark
end
function Planner:add(constraint)
  local mark = self:next_mark()
  local beaten = self:satisfy(constraint, mark)
  while beaten do beaten = self:satisfy(beaten, mark) end
end
function Planner:satisfy(constraint, mark)
  if not constraint:choose(mark) then return nil end
  local output = constraint:output()
  local beaten = output.source
  if beaten then beaten.is_met = false end
  output.source = constraint
  self:propagate(constraint, mark)
  output.mark = mark
  return beaten
end
function Planner:propagate(constraint, mark)
  local todo = List.new()
  todo:add(constraint)
  while todo.size > 0 do
    local next = todo:pop()
    next:recalculate()
    self:consumers(next:output(), todo)
  end
end
function Planner:consumers(variable, into)
  local source = variable.source
  variable.users:each(function(user)
    if user ~= source and user.is_met and user:output() ~= variable then into:add(user) end
  end)
end
function Planner:plan(sources)
  local mark, plan, todo = self:next_mark(), List.new(), List.new()
  sources:each(function(source) if source:is_input() and source.is_met then todo:add(source) end end)
  while todo.size > 0 do
    local next = todo:pop()
    local output = next:output()
    if output.mark ~= mark and next:inputs_known(mark) then
      plan:add(next)
      output.mark = mark
      self:consumers(output, todo)
    end
  end
  return plan
end
function Planner:change(variable, values)
  local edit = Edit.new(variable, PREFERRED)
  edit:attach(self)
  local edits = List.new()
  edits:add(edit)
  local plan = self:plan(edits)
  for i = 1, values do
    variable.value = i
    plan:each(function(constraint) constraint:execute() end)
  end
  variable.users:remove(edit)
  variable.source, variable.strength, variable.is_fixed = nil, NONE, true
end

local sum = 0
local function chain(length)
  local planner, first, last = Planner.new(), Variable.new(0), nil
  local previous = first
  for _ = 1, length do
    local variable = Variable.new(0)
    Equal.new(previous, variable, REQUIRED):attach(planner)
    previous, last = variable, variable
  end
  Stay.new(last, WEAK):attach(planner)
  planner:change(first, 60)
  assert(last.value == 60, last.value)
  sum = sum + last.value
end
local function scales(count)
  local planner, factor, offset, targets = Planner.new(), Variable.new(10), Variable.new(1000), {}
  local source
  for i = 1, count do
    source = Variable.new(i)
    targets[i] = Variable.new(i)
    Stay.new(source, NONE - 1):attach(planner)
    Scale.new(source, targets[i], factor, offset):attach(planner)
  end
  planner:change(source, 40)
  assert(targets[count].value == 40 * 10 + 1000)
  planner:change(targets[count], 30)
  for _, target in ipairs(targets) do sum = sum + target.value end
end
for _ = 1, 6 do
  chain(300)
  scales(150)
end
assert(sum == 1565040, sum)
