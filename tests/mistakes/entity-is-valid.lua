function on_init(entity)
  print(entity:isValid())
end
