-- expect: ok
-- prints: false	error in error handling
-- prints: true
local n = 0
print(xpcall(error, function(m) n = n + 1 error(m) end, "x"))
print(n > 100 and n < 300)
