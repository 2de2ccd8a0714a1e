-- A ball falls through a trigger and onto a kinematic plate that a script moves; both sides are told.
world.spawn { name = "plate", shape = "cube", position = vec3(0, 0, 0), scale = vec3(4, 0.5, 4),
  RigidBody = { kind = "kinematic" } }:attach_script("told.lua")
local gate = world.spawn { name = "gate", position = vec3(0, 3, 0), Trigger = { name = "gate", size = vec3(2, 1, 2) } }
gate:attach_script("told.lua")
local ball = world.spawn { name = "ball", shape = "sphere", position = vec3(0, 5, 0), RigidBody = {}, Collider = { bounce = 0.3 } }
ball:attach_script("told.lua")
hooks.on_tick(function(frame)
  world.find_by_name("plate").position.y = math.min(frame * 0.01, 1)
  if frame == 120 then gate:remove_component("Trigger") end
  if frame == 130 then world.destroy(ball) end
end)
