local function deep(entity)
  return entity.nothing.x
end

function on_update(entity, dt)
  print("broken runs", deep(entity))
end
