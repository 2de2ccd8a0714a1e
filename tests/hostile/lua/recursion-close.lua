-- expect: runtime or timeout
-- message: overflow
local function f()
  local c <close> = setmetatable({}, { __close = function() f() end })
end
f()
