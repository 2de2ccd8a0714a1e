local function all(list)
  for i = 1, #list do
    print(list[i])
  return #list
end
all({})
