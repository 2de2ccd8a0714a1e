local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
local v63 = math.max((#("a,b,,c") % 7), v62)
