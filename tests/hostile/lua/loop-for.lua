-- expect: timeout
-- line: 3
for i = 1, math.huge do local x = i end
