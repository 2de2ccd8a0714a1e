-- expect: timeout
-- line: 3
coroutine.wrap(function() while true do end end)()
