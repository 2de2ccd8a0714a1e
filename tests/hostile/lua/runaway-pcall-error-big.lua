-- expect: timeout or out_of_memory
local s = ("x"):rep(4 << 20)
while true do pcall(error, s) end
