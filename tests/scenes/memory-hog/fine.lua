function on_update()
  if time.frame() % 40 == 0 then print("fine", time.frame()) end
end
