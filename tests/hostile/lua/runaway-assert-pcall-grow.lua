-- expect: timeout or out_of_memory
local function loop() assert(pcall(loop)) end
xpcall(loop, loop)
