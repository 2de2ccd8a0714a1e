function on_init(entity)
  self.speed = 3
end
