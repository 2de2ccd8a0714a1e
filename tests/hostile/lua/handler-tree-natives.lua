-- expect: timeout
local function f() pcall(xpcall, f, f) xpcall(f, f) end
f()
