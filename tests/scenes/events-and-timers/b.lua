function on_init(entity) entity.name = "b" end
function on_event(type, data)
  print(type, data.text, data.from.name, #data.list, "in frame", time.frame())
end
