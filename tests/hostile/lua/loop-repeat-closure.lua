-- expect: timeout
-- line: 3
repeat local x = {}; local f = function() return x end until f() == nil
