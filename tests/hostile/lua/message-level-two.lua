-- expect: timeout or out_of_memory
local s = ("x"):rep(200000)
local function f() error(s, 2) end
while true do pcall(f) end
