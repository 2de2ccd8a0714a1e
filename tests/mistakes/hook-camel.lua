function onUpdate(entity, dt)
  print(dt)
end
