-- expect: runtime
-- message: stack overflow
-- line: 4
local function f() return 1 + f() end
f()
