local list = { 1, 2 }
for item in list do print(item) end
