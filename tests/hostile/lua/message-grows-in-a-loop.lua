-- expect: timeout or out_of_memory
local m = "x"
while true do m = select(2, pcall(error, m)) .. m end
