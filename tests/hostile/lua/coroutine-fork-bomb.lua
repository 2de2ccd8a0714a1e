-- expect: timeout or out_of_memory or runtime
local function fork() local a, b = coroutine.wrap(fork), coroutine.wrap(fork); pcall(a); pcall(b) end
fork()
