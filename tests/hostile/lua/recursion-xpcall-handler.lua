-- expect: runtime or timeout
local function handler(e) error(e, 0) end
local ok, e = xpcall(error, handler, "x")
error(e, 0)
