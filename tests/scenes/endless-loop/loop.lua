function on_update(entity, dt)
  local n = 0
  while true do
    n = n + 1
  end
end
