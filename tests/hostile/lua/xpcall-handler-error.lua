-- expect: runtime or timeout
-- prints: false
local ok = xpcall(error, function() error("again") end)
print(ok)
error("end")
