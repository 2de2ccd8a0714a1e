-- expect: timeout
-- line: 4
local s = ("("):rep(1 << 20)
s:find("%b()")
