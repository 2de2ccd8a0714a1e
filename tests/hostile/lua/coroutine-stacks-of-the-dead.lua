-- expect: out_of_memory or timeout
local function d(n) if n > 0 then return 1 + d(n - 1) end error("x") end
local kept = {}
while true do
  local co = coroutine.create(d)
  coroutine.resume(co, 15000)
  kept[#kept + 1] = co
end
