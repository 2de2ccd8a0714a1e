function on_init(entity)
  self.position = vec3(0, 1, 0)
end
