-- Three sheep and one herd: the guest counts all their steps together, and moves each sheep by its own.
local sheep = {}
for i = 1, 3 do
  sheep[i] = world.spawn { name = "sheep " .. i }
  sheep[i]:attach_script("herd.wat", { stride = i })
  world.spawn():attach_script("brittle.wat")
end

hooks.on_tick(function(frame)
  local seen = {}
  for i = 1, 3 do seen[i] = sheep[i]:is_valid() and sheep[i].position.x or "gone" end
  print(table.concat(seen, " "))
  if frame == 3 then sheep[1]:destroy() end
  if frame == 4 then events.send("call") end
end)
