-- expect: timeout
-- line: 5
local t = { 1, 2, 3 }
local key
repeat key = next(t, key) until false
