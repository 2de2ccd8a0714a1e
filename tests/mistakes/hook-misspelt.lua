function on_updte(entity, dt)
  print(dt)
end
