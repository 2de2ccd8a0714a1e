-- Garbage of every sort, each frame.
local cache = setmetatable({}, { __mode = "v" })
local finalized = 0
local meta = { __gc = function() finalized = finalized + 1 end, __index = function(_, key) return key end }
local queue = {}

local function closures(n)
  local list = {}
  for i = 1, n do
    local step = i
    list[i] = function() step = step + 1 return step end
  end
  return list
end

local walk = coroutine.wrap(function()
  while true do
    for i = 1, 10 do coroutine.yield({ i }) end
  end
end)

function on_update(entity, dt)
  local frame = time.frame()
  for _, f in ipairs(closures(5)) do f() end
  queue[#queue + 1] = "item " .. frame .. (" "):rep(frame % 50)
  if #queue > 20 then table.remove(queue, 1) end
  cache[frame] = { frame }
  cache["k" .. frame] = walk()
  setmetatable({ frame }, meta)
  local co = coroutine.create(function(a) local b = coroutine.yield(a) return b end)
  coroutine.resume(co, frame)
  if frame % 2 == 0 then coroutine.resume(co, 1) end
  pcall(error, { code = frame })
  local text = string.format("%d:%s", frame, table.concat(queue, ",")):gsub("%d+", function(d) return #d end)
  entity.position = vec3(math.sin(frame), #text % 7, 0)
  this.finalized = finalized
  if frame % 500 == 0 then
    assert(load("local t = ... return t[1]"))({ frame })
    collectgarbage()
  end
end
