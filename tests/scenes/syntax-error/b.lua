function on_update(entity, dt)
  local x = = 3
end
