-- expect: timeout
-- line: 3
pcall(pcall, pcall, pcall, function() while true do end end)
print("escaped")
