-- Entities, scripts on them, events and timers come and go.
local living = {}

function on_update(entity, dt)
  local made = world.spawn()
  made.position = vec3(1, 2, 3)
  made:set_component("Badge", { number = time.frame(), list = { 1, 2, 3 } })
  if time.frame() % 4 == 0 then made:attach_script("guest.lua") end
  living[#living + 1] = made
  if #living > 30 then table.remove(living, 1):destroy() end
  events.send("beat", { frame = time.frame(), text = "x" .. time.frame() })
  time.after(0.1, function() this.heard = made:is_valid() end)
end

function on_event(type, data)
  this.last = data.frame
end
