-- expect: timeout
-- line: 3
xpcall(function() while true do end end, function() print("escaped") while true do end end)
