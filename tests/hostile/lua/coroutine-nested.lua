-- expect: runtime
-- message: stack overflow
local function nest() return coroutine.wrap(nest)() end
nest()
