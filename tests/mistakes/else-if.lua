local x = 1
if x == 1 then
  print("one")
else if x == 2 then
  print("two")
end
