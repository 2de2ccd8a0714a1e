-- What physics sees, in one line.
physics.debug_draw()
for _, wrong in ipairs { { true, { collider = true } }, { true, { joints = 1 } }, { 3 } } do
  print(select(2, pcall(physics.debug_draw, table.unpack(wrong))))
end
scene.look(vec3(0, 4, 9), vec3(0, 1.2, 0))
world.spawn { shape = "plane", scale = 14, Collider = {} }
for i, shape in ipairs { "cube", "sphere", "capsule", "cylinder", "cone", "torus" } do
  world.spawn { shape = shape, position = vec3(i * 1.5 - 5.2, 2, 0), rotation = quat.from_euler(0, 0, i * 0.2), RigidBody = {} }
end
world.spawn { position = vec3(3, 1, -2), scale = vec3(2, 2, 2), Trigger = {} }
world.spawn { shape = "cube", position = vec3(-3, 3, -2), RigidBody = { kind = "kinematic" }, velocity = vec3(0.5, 0, 0) }
local anchor = world.spawn { shape = "cube", scale = 0.3, position = vec3(0, 4, -1), RigidBody = { kind = "static" } }
world.spawn { shape = "sphere", scale = 0.6, position = vec3(1.5, 4, -1), RigidBody = {}, Joint = { kind = "rope", target = anchor, length = 1.5 } }
world.spawn { shape = "sphere", position = vec3(-1, 3, -2), scale = vec3(2, 1, 1), RigidBody = { can_sleep = true } }
