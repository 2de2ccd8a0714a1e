function on_update(entity, dt)
  for i = 1, 2000 do world.spawn() end
end
