-- expect: runtime
-- message: resulting string too large
-- line: 4
local s = ("xx"):rep(1 << 62, "yy")
