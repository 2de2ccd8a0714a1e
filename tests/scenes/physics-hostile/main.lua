-- Whatever a script writes, the solver goes on.
local function try(what, f)
  local ok, message = pcall(f)
  print(what, ok, message)
end
local floor = world.spawn { shape = "plane", scale = 100, Collider = {} }
local sizes = { 0, -1, 1e-30, 1e30, math.huge, 0 / 0 }
for i, size in ipairs(sizes) do
  for _, shape in ipairs { "cube", "sphere", "capsule", "cylinder", "cone", "torus", "plane" } do
    try(shape .. " " .. i, function()
      world.spawn { shape = shape, position = vec3(i * 3, 4, 0), scale = size, RigidBody = {} }
    end)
  end
end
local victim = world.spawn { name = "victim", shape = "cube", position = vec3(0, 3, 0), RigidBody = {} }
try("nan place", function() victim.position = vec3(0 / 0, 0, 0) end)
try("nan velocity", function() victim.velocity = vec3(0, math.huge, 0) end)
try("fast", function() victim.velocity = vec3(1e30, 1e30, -1e30) end)
try("far", function() world.spawn { position = vec3(1e30, -1e30, 1e30), RigidBody = {} } end)
try("heavy", function() world.spawn { RigidBody = { mass = 1e30 }, Collider = { density = 1e30, friction = -5, bounce = 1e30 } } end)
try("light", function() world.spawn { RigidBody = { mass = -1, gravity_scale = 1e30, linear_damping = -1e30 }, Collider = { density = -1 } } end)
try("bad turn", function()
  local e = world.spawn { RigidBody = {} }
  local q = quat()
  q.x, q.y, q.z, q.w = 0, 0, 0, 0
  e.rotation = q
end)
try("flat hull", function()
  world.spawn { name = "flat", position = vec3(-8, 2, 0), RigidBody = {}, Collider = { shape = "hull", points = { vec3(0, 0, 0), vec3(1, 0, 0), vec3(0, 0, 1) } } }
end)
try("bad points", function() world.spawn { Collider = { shape = "hull", points = { vec3(0, 0, 0), 3 } } } end)
try("endless", function()
  local points = {}
  for i = 1, 5000 do points[i] = vec3(math.sin(i), math.cos(i), i % 7) end
  world.spawn { name = "much", position = vec3(-12, 2, 0), RigidBody = {}, Collider = { shape = "hull", points = points } }
end)
try("joint to itself", function()
  local e = world.spawn { RigidBody = {} }
  e:add_component("Joint", { target = e, length = -1, stiffness = 1e30, min = 5, max = -5 })
end)
try("odd joints", function()
  for _, kind in ipairs { "fixed", "revolute", "prismatic", "spherical", "spring", "rope" } do
    world.spawn { position = vec3(-20, 5, 0), RigidBody = {},
      Joint = { kind = kind, axis = vec3(0, 0, 0), anchor = vec3(1e30, 0, 0), length = -3, stiffness = 1e30, damping = 1e30,
        motor_force = 1e30, motor_speed = 1e30, min = -1e30, max = 1e30 } }
  end
end)
try("gravity", function() physics.set_gravity(vec3(0, 0 / 0, 0)) end)
try("push", function() physics.apply_impulse(victim, vec3(1e38, 0, 0)) end)
physics.set_gravity(vec3(0, -1000, 0))
hooks.on_tick(function(frame)
  if frame == 30 then physics.set_gravity(vec3(0, 1000, 0)) end
  if frame == 60 then
    for _, e in ipairs(world.query { "RigidBody" }) do
      local p = e.position
      if not (p.x == p.x and p.y == p.y and p.z == p.z) then print("not a number", e) end
    end
  end
end)
