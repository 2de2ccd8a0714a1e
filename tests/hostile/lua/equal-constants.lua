-- expect: timeout
local s = ("x"):rep(3000)
local f = load("local a, n = ..., 0 while true do if a == '" .. s .. "' then n = n + 1 end end")
f(("x"):rep(3000))
