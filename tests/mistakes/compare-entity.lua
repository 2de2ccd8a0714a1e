function on_update(entity, dt)
  if entity < limit then print(1) end
end
