-- expect: timeout
local meta = {__close = function() end}
local function d(n)
  if n > 0 then return 1 + d(n - 1) end
  while true do pcall(function() local x <close> = setmetatable({}, meta) error("x") end) end
end
d(100)
