function on_update()
  if time.frame() == 3 then print("still here") end
end
