-- expect: timeout
-- line: 3
xpcall(error, function() while true do end end)
print("escaped")
