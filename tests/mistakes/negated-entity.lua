function on_update(entity, dt)
  print(-entity)
end
