function on_update(dt)
  local x = 2 * dt
end
