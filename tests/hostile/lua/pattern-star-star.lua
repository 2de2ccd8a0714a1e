-- expect: timeout
-- line: 4
local s = ("a"):rep(5000)
s:find("(.*)(.*)(.*)(.*)b")
