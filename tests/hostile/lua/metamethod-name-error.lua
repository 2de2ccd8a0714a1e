-- expect: runtime
-- message: attempt to perform arithmetic on a xxxx
-- line: 5
local o = setmetatable({}, { __name = ("x"):rep(1000000) })
local _ = o + 1
