function on_update(entity)
  entity.position = entity.position + vec3(0, 1, 0) * dt
end
