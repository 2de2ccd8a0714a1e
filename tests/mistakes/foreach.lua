local list = { 1 }
foreach item in list do print(item) end
