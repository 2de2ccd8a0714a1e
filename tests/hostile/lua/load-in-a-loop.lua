-- expect: timeout
-- line: 3
while true do load("return 1 + 1")() end
