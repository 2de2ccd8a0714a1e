function on_update(entity)
  entity.position = entity.position + vec3(0, 1, 0)
  print(entity.name, entity.position.y)
end
