-- expect: timeout
-- line: 3
coroutine.resume(coroutine.create(function() while true do end end))
print("escaped")
