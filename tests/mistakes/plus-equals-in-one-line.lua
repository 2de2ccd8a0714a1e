local a = 1
if a == 1 then a += 2 end
