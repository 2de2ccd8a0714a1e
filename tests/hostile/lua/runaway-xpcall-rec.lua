-- expect: ok
local function f(n) return 1 + f(n + 1) end
print(xpcall(f, function(m) return m end, 0))
