-- One line in game.toml, and every body stays in the plane in which it is.
world.spawn { shape = "plane", scale = 20, Collider = {} }
for i = 1, 5 do
  world.spawn { tag = "flat", shape = "cube", position = vec3(i * 0.3, i * 1.2, 0), rotation = quat.from_euler(0, 0, i), RigidBody = {} }
end
local upright = world.spawn { tag = "upright", shape = "capsule", position = vec3(-4, 1, 0), RigidBody = { freedom = "upright" } }
local function push() for _, e in ipairs(world.query { "RigidBody" }) do physics.apply_impulse(e, vec3(0, 0, 3), e.position + vec3(0.2, 0.3, 0)) end end
push()
hooks.on_tick(function(frame)
  if frame ~= 99 and frame ~= 110 then return end
  for _, e in ipairs(world.find_by_tag("flat")) do
    local turn = e.rotation:to_euler()
    print(frame, e.position.z == 0, turn.x == 0 and turn.y == 0)
  end
  print(upright.position.z == 0, upright.rotation == quat())
  if frame == 99 then time.after(0.05, push) end
end)
