-- Every shape falls on a slope and comes to rest somewhere on the ground; a hull and a ring are among them.
world.spawn { name = "ground", shape = "plane", scale = vec3(40, 1, 40), Collider = {} }
world.spawn { name = "slope", shape = "cube", position = vec3(0, 1, 0), scale = vec3(8, 0.3, 8),
  rotation = quat.from_euler(0.5, 0, 0), color = "#8fa3bf", Collider = { friction = 0.3 } }
local forms = { "cube", "sphere", "capsule", "cylinder", "cone", "torus" }
for i, form in ipairs(forms) do
  world.spawn { name = form, tag = "thing", shape = form, position = vec3(i - 3.5, 5, -1), color = color.palette(i),
    rotation = quat.from_euler(0.3 * i, 0.1, 0.2), scale = 0.8, RigidBody = {} }
end
world.spawn { name = "pyramid", tag = "thing", shape = "cone", position = vec3(0, 7, 0), color = "#ffb454", RigidBody = { mass = 5 },
  Collider = { shape = "hull", points = { vec3(-0.5, -0.5, -0.5), vec3(0.5, -0.5, -0.5), vec3(0, -0.5, 0.5), vec3(0, 0.5, 0) } } }
world.spawn { name = "egg", tag = "thing", shape = "sphere", position = vec3(2, 7, 0), scale = vec3(0.6, 0.9, 0.6), RigidBody = {} }
scene.look(vec3(0, 7, 13), vec3(0, 1, 2))
time.after(3.9, function()
  local low = 0
  for _, e in ipairs(world.find_by_tag("thing")) do
    if e.position.y > 0 and e.position.y < 2 then low = low + 1 end
  end
  print(low, "of", #world.find_by_tag("thing"), "came down")
  print(string.format("%.2f kg", physics.mass(world.find_by_name("pyramid"))))
end)
