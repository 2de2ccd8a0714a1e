-- expect: timeout
local function d(n) if n > 0 then return 1 + d(n - 1) end while true do debug.getinfo(100000, "Sln") end end
d(100000)
