-- expect: timeout
-- line: 3
pcall(coroutine.wrap(function() while true do end end))
print("escaped")
