-- expect: timeout
-- line: 4
local s = ("a"):rep(200)
s:find(("a-"):rep(30) .. "b")
