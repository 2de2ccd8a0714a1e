function on_update(dt)
  if dt > 1 then print(dt) end
end
