-- expect: timeout
-- line: 3
local function f(n) return f(n + 1) end
f(1)
