local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local n26 = 0
repeat
  n26 = n26 + 1
  tick()
  local n27 = 0
  repeat
    n27 = n27 + 1
    tick()
    local v28 = ((n27 >> -1) - math.max(v25, (("x=1, y=22")):len()))
  until n27 >= 1
until n26 >= 2
