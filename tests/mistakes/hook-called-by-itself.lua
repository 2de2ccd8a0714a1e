function update(dt)
  return dt
end
function on_update(entity, dt)
  update(dt)
end
