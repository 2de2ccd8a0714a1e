local function sign(x)
  if x < 0 then
    return -1
  return 1
end
print(sign(2))
