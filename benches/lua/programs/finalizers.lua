-- Objects with finalizers, most of which die young.
local open, closed = 0, 0
local Handle = {}
Handle.__index = Handle
Handle.__gc = function(handle)
  open, closed = open - 1, closed + handle.weight
end
function Handle.new(weight)
  open = open + 1
  return setmetatable({ weight = weight }, Handle)
end
local kept = {}
for i = 1, 60000 do
  local handle = Handle.new(i % 3)
  if i % 100 == 0 then kept[#kept + 1] = handle end
end
collectgarbage()
collectgarbage()
assert(open == #kept and closed == 59400, open .. " " .. closed)
