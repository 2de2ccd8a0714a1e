-- expect: timeout
-- line: 3
load(function() while true do end end)
