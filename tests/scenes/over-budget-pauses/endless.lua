function on_update(entity, dt)
  while true do end
end
