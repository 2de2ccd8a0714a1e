local x = 2
while x = 1 do x = x - 1 end
