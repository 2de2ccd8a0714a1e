function on_update(entity, dt)
  while true do
    pcall(function() while true do end end)
  end
end
