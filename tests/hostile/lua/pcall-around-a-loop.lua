-- expect: timeout
-- line: 3
pcall(function() while true do end end)
print("escaped")
