-- expect: timeout or runtime
local function f()
  local x <close> = setmetatable({}, {__close = function() f() end})
  f()
end
xpcall(f, f)
