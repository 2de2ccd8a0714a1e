-- expect: timeout or runtime
local function source() while true do coroutine.yield(1) end end
local co = coroutine.wrap(source)
for _ = 1, 1000 do local inner = co; co = coroutine.wrap(function() while true do coroutine.yield(inner()) end end) end
while true do co() end
