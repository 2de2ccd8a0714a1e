time.after(0.05, function() print("after", time.frame()) end)
local ticks = 0
local id
id = time.every(0.05, function()
  ticks = ticks + 1
  print("every", time.frame())
  if ticks == 2 then time.cancel(id) end
end)
hooks.on_tick(function(frame, dt)
  if frame == 2 then events.send("greeting", { text = "hello", from = world.find_by_name("b"), list = { 1, 2 } }) end
end)
