-- expect: ok
-- prints: false	error in error handling
local function f() return 1 + f() end
print(xpcall(f, function() return f() end))
