-- expect: timeout
-- line: 3
repeat until false
