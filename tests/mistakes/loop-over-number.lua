for i in 3 do print(i) end
