-- expect: timeout
-- line: 3
while true do collectgarbage() end
