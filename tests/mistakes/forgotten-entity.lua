function on_init()
  entity.color = "red"
end
