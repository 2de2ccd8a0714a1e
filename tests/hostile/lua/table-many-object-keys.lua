-- expect: timeout or out_of_memory
local t = {}
while true do
  local o = {}
  t[o] = o
  t[o] = nil
  t[("a long key that is made anew each time, number "):rep(3) .. tostring(o)] = 1
  t[next(t)] = nil
end
