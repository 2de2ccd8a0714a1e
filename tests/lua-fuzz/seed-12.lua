local budget = 3000
local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end
for k31 in (v11):gmatch("%f[%w]%w") do
  tick()
end
