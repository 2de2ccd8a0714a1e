function on_init(entity)
  entity.destroy()
end
