-- expect: timeout
-- line: 4
local function drop()
  setmetatable({}, { __gc = function() while true do end end })
end
drop()
collectgarbage()
print("escaped")
