-- expect: timeout
local a, b = ("x"):rep(2 << 20) .. "a", ("x"):rep(2 << 20) .. "b"
local n = 0
while true do if a < b then n = n + 1 end if b <= a then n = n - 1 end end
