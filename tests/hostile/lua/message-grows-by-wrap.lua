-- expect: timeout or out_of_memory or runtime
local function f(n) if n == 0 then error("x") end coroutine.wrap(f)(n - 1) end
while true do local _, m = pcall(f, 180) f = load(("local m = ... error(m)")) pcall(f, m:rep(100)) end
