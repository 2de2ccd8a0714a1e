-- In two dimensions, nothing leaves its plane, whatever pushes it.
world.spawn { shape = "plane", scale = 20, Collider = {} }
for i = 1, 5 do
  world.spawn { tag = "flat", shape = "cube", position = vec3(i * 0.3, i * 1.2, 0), rotation = quat.from_euler(0, 0, i), RigidBody = { freedom = "flat" } }
end
local upright = world.spawn { shape = "capsule", position = vec3(-2, 1, 0), RigidBody = { freedom = "upright" } }
physics.apply_impulse(upright, vec3(2, 0, 0), vec3(-2, 1.4, 0))
for _, e in ipairs(world.find_by_tag("flat")) do physics.apply_impulse(e, vec3(0, 0, 3)) end
time.after(1.9, function()
  for _, e in ipairs(world.find_by_tag("flat")) do
    local turn = e.rotation:to_euler()
    print(e.position.z == 0, turn.x == 0 and turn.y == 0)
  end
  print(upright.rotation == quat(), upright.position.x > -2)
end)
