local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
P((-math.abs(math.min(v1, v1))), (function(q2, ...) tick() return ({  })[10], ... end))
