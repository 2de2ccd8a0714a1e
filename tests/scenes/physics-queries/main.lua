-- What a ray meets, in the very frame in which things are put there.
local floor = world.spawn { name = "floor", shape = "plane", scale = vec3(50, 1, 50), Collider = { layers = 2 } }
local crate = world.spawn { name = "crate", shape = "cube", position = vec3(0, 2, 0), RigidBody = { gravity_scale = 0 } }
local zone = world.spawn { name = "zone", position = vec3(0, 5, 0), Trigger = {} }
local function say(what, hit)
  print(what, hit and hit.entity.name, hit and hit.point, hit and hit.normal, hit and string.format("%.3f", hit.distance))
end
local function look()
  say("down", physics.raycast(vec3(0, 10, 0), vec3(0, -2, 0), 100))
  say("without", physics.raycast(vec3(0, 10, 0), vec3(0, -1, 0), 100, { without = crate }))
  say("triggers", physics.raycast(vec3(0, 10, 0), vec3(0, -1, 0), 100, { triggers = true }))
  say("layers", physics.raycast(vec3(0, 10, 0), vec3(0, -1, 0), 100, { layers = 2 }))
  say("dynamic", physics.raycast(vec3(3, 10, 0), vec3(0, -1, 0), 100, { dynamic = true }))
  say("short", physics.raycast(vec3(0, 10, 0), vec3(0, -1, 0), 5))
  print("all", #physics.raycast_all(vec3(0, 10, 0), vec3(0, -1, 0), math.huge))
  print("ball", #physics.overlap_sphere(vec3(0, 2, 0), 0.6), #physics.overlap_sphere(vec3(0, 1, 0), math.huge))
  print("box", #physics.overlap_box(vec3(0, 1, 0), vec3(1, 3, 1)))
  say("cast", physics.shape_cast("ball", vec3(1, 1, 1), vec3(0, 10, 0), vec3(0, -1, 0)))
  print("sight", physics.line_of_sight(vec3(-3, 2, 0), vec3(3, 2, 0)), physics.line_of_sight(vec3(-3, 2, 0), vec3(3, 2, 0), { without = { crate } }))
end
look()
hooks.on_tick(function(frame)
  if frame == 2 then
    crate.position = vec3(0, 4, 0)
    look()
  elseif frame == 3 then
    physics.apply_impulse(crate, vec3(3, 0, 0))
    print(crate.velocity, physics.mass(crate))
  elseif frame == 5 then
    print(string.format("%.3f", crate.position.x), crate.velocity)
    print(physics.explode(vec3(-1, 4, 0), 5, 2), crate.velocity.x > 3)
  end
end)
for _, wrong in ipairs {
  function() physics.raycast(vec3(0, 0, 0), vec3(0, 0, 0)) end,
  function() physics.raycast(vec3(0 / 0, 0, 0), vec3(0, 1, 0)) end,
  function() physics.raycast(vec3(0, 0, 0), vec3(0, 1, 0), 5, { wihtout = crate }) end,
  function() physics.overlap_sphere(vec3(0, 0, 0), -1) end,
  function() physics.shape_cast("bal", vec3(1, 1, 1), vec3(0, 0, 0), vec3(0, 1, 0)) end,
  function() physics.apply_impulse(zone, vec3(1, 0, 0)) end,
  function() physics.set_gravity(vec3(0, -1e9, 0)) end,
} do
  print(select(2, pcall(wrong)))
end
