function on_update(entity, dt)
  if this.done then return end
  this.done = true
  local list = {}
  for i = 1, 60000 do list[i] = (i * 7919) % 60013 end
  for _ = 1, 4 do table.sort(list, function(a, b) return a < b end) end
  print("sorted", list[1], list[60000], "in frame", time.frame())
end
