-- expect: timeout
-- line: 3
while true do warn("x") end
