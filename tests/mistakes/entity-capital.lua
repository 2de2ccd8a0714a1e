function on_init(entity)
  entity.Position = vec3(0, 1, 0)
end
