-- expect: out_of_memory or timeout or runtime
local s = ("x"):rep(1 << 20)
local function f() return (s:gsub("x", f)) end
f()
