local x = 1
if x == 1 then
  print("one")
elif x == 2 then
  print("two")
end
