-- expect: ok
local function f() xpcall(f, f) end
f()
