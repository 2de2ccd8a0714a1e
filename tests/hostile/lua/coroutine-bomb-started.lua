-- expect: out_of_memory or timeout
local kept = {}
while true do
  local co = coroutine.wrap(function() local a, b, c = {}, {}, {}; coroutine.yield() return a, b, c end)
  co()
  kept[#kept + 1] = co
end
