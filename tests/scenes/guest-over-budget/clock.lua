function on_update(entity, dt)
  if time.frame() == 2 then events.send("tick") end
  if time.frame() % 20 == 0 then print("the clock goes on") end
end
