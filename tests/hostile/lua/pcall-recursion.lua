-- expect: timeout or runtime
local function f() pcall(f) pcall(f) end
f()
print("escaped")
