-- expect: runtime or timeout
-- message: overflow
local function f() return 1 + load("return (...)() + 1")(f) end
f()
