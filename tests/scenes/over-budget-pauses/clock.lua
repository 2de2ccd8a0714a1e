function on_update(entity, dt)
  if time.frame() <= 4 then events.send("tick", { n = time.frame() }) end
  if time.frame() == 4 then print("the clock goes on") end
end
