-- expect: timeout
-- line: 4
local s = ("\u{20AC}"):rep(10000)
while true do utf8.len(s) end
