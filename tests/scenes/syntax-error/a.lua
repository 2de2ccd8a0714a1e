function on_update(entity, dt)
  print("a runs")
end
