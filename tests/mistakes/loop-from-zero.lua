local list = { 1, 2 }
for i = 0, #list - 1 do
  print(list[i] + 1)
end
