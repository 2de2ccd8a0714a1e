local x = 0
while x < 3
  x = x + 1
end
