function on_update(entity, dt)
  local x = entity + speed
end
