function on_update(entity, dt)
  print("fine", time.frame())
end
