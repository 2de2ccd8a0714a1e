world.spawn { color = "red" }
function on_init(entity)
  entity.color = "rebeccapurple"
  entity.color = "rgb(255 180 84 / 50%)"
  print(entity.color)
end
