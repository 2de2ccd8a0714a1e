-- expect: timeout
local function d(n) if n > 0 then return 1 + d(n - 1) end coroutine.yield() end
local co = coroutine.create(d)
coroutine.resume(co, 100000)
while true do debug.traceback(co) end
