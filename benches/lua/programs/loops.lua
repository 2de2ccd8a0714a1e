-- The loops of a control-flow graph, found by a depth-first search and sets that grow together.
local Block = {}
Block.__index = Block
function Block.new(id) return setmetatable({ id = id, into = {}, out = {} }, Block) end
function Block:links() return #self.into + #self.out end

local Graph = {}
Graph.__index = Graph
function Graph.new() return setmetatable({ blocks = {}, edges = 0 }, Graph) end
function Graph:block(id)
  local block = self.blocks[id]
  if not block then
    block = Block.new(id)
    self.blocks[id] = block
  end
  return block
end
function Graph:connect(from, to)
  local a, b = self:block(from), self:block(to)
  a.out[#a.out + 1] = b
  b.into[#b.into + 1] = a
  self.edges = self.edges + 1
end

-- A diamond, loops in one another, and chains between them.
local function build(graph, start, depth)
  local at = start
  local function straight(n)
    for _ = 1, n do
      graph:connect(at, at + 1)
      at = at + 1
    end
  end
  local function diamond()
    local top = at
    graph:connect(top, top + 1)
    graph:connect(top, top + 2)
    graph:connect(top + 1, top + 3)
    graph:connect(top + 2, top + 3)
    at = top + 3
  end
  local function loop(level)
    straight(1)
    local header = at
    diamond()
    if level > 0 then
      loop(level - 1)
      loop(level - 1)
    end
    straight(2)
    graph:connect(at, header)
    straight(1)
  end
  loop(depth)
  return at
end

local Loop = {}
Loop.__index = Loop
function Loop.new(header) return setmetatable({ header = header, parent = nil, blocks = {}, children = {}, nesting = 0 }, Loop) end
function Loop:adopt(child)
  child.parent = self
  self.children[#self.children + 1] = child
end
function Loop:measure(depth)
  self.depth = depth
  local nesting = 0
  for _, child in ipairs(self.children) do
    nesting = math.max(nesting, child:measure(depth + 1) + 1)
  end
  self.nesting = nesting
  return nesting
end

-- A node of the search, which is also a set of what its loop has swallowed.
local Place = {}
Place.__index = Place
function Place.new(block, number) return setmetatable({ block = block, number = number, last = number, parent = nil, loop = nil, back = {}, others = {} }, Place) end
function Place:find()
  local path, place = {}, self
  while place.parent do
    path[#path + 1] = place
    place = place.parent
  end
  for _, passed in ipairs(path) do passed.parent = place end
  return place
end
function Place:join(into) self.parent = into end
function Place:is_above(other) return self.number <= other.number and other.number <= self.last end

local Finder = {}
Finder.__index = Finder
function Finder.new(graph) return setmetatable({ graph = graph, places = {}, of = {}, loops = {} }, Finder) end
function Finder:number(block)
  local place = Place.new(block, #self.places + 1)
  self.places[place.number], self.of[block] = place, place
  for _, next in ipairs(block.out) do
    if not self.of[next] then self:number(next) end
  end
  place.last = #self.places
  return place
end
function Finder:classify()
  for _, place in ipairs(self.places) do
    for _, block in ipairs(place.block.into) do
      local from = self.of[block]
      if from then
        local list = place:is_above(from) and place.back or place.others
        list[#list + 1] = from
      end
    end
  end
end
function Finder:run(first)
  self:number(self.graph:block(first))
  self:classify()
  for i = #self.places, 1, -1 do
    local header = self.places[i]
    if #header.back > 0 then self:collect(header) end
  end
  local root = Loop.new(nil)
  for _, loop in ipairs(self.loops) do
    if not loop.parent then root:adopt(loop) end
  end
  root:measure(0)
  return root
end
function Finder:collect(header)
  local body, seen, todo = {}, {}, {}
  local function visit(place)
    local top = place:find()
    if top ~= header and not seen[top] then
      seen[top] = true
      todo[#todo + 1] = top
      body[#body + 1] = top
    end
  end
  for _, from in ipairs(header.back) do visit(from) end
  while #todo > 0 do
    local place = table.remove(todo)
    for _, from in ipairs(place.others) do
      if header:is_above(from:find()) then visit(from) end
    end
  end
  local loop = Loop.new(header.block)
  header.loop = loop
  self.loops[#self.loops + 1] = loop
  for _, place in ipairs(body) do
    place:join(header)
    if place.loop then loop:adopt(place.loop) else loop.blocks[#loop.blocks + 1] = place.block end
  end
end

local loops, nesting, blocks, links = 0, 0, 0, 0
for round = 1, 12 do
  local graph, at = Graph.new(), 1
  for _ = 1, 6 do at = build(graph, at, 4) end
  local finder = Finder.new(graph)
  local root = finder:run(1)
  loops, nesting = loops + #finder.loops, nesting + root.nesting
  for _, loop in ipairs(finder.loops) do blocks = blocks + #loop.blocks * loop.depth end
  for _, block in pairs(graph.blocks) do links = links + block:links() end
end
assert(loops == 2232 and nesting == 60 and blocks == 53496 and links == 40176,
  loops .. " " .. nesting .. " " .. blocks .. " " .. links)
