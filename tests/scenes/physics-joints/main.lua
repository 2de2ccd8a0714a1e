-- A chain of spheres, a door on its hinge, a lift on its rail, a spring, a rope and a pair glued together.
local last
for i = 1, 6 do
  local link = world.spawn { name = "link" .. i, shape = "sphere", scale = 0.4, position = vec3(-4 + i * 0.5, 5, 0), RigidBody = {},
    Joint = { kind = "spherical", target = last, anchor = vec3(-0.25, 0, 0) } }
  last = link
end
local door = world.spawn { name = "door", shape = "cube", scale = vec3(1, 2, 0.1), position = vec3(0, 1, -2), RigidBody = { gravity_scale = 0 },
  Joint = { kind = "revolute", anchor = vec3(-0.5, 0, 0), axis = vec3(0, 1, 0), min = -1, max = 1, motor_speed = 2, motor_force = 50 } }
local lift = world.spawn { name = "lift", shape = "cube", position = vec3(3, 1, 0), RigidBody = {},
  Joint = { kind = "prismatic", axis = vec3(0, 1, 0), min = 0, max = 2, motor_speed = 1, motor_force = 100 } }
local bob = world.spawn { name = "bob", shape = "sphere", position = vec3(6, 2, 0), RigidBody = {},
  Joint = { kind = "spring", target_anchor = vec3(6, 5, 0), length = 2, stiffness = 40, damping = 2 } }
local tied = world.spawn { name = "tied", shape = "sphere", position = vec3(8, 4, 0), RigidBody = {},
  Joint = { kind = "rope", target_anchor = vec3(8, 5, 0), length = 3 } }
local a = world.spawn { name = "a", shape = "cube", position = vec3(-6, 1, 0), RigidBody = { gravity_scale = 0 } }
local b = world.spawn { name = "b", shape = "cube", position = vec3(-6, 2, 0), RigidBody = { gravity_scale = 0 }, Joint = { target = a } }
physics.apply_impulse(a, vec3(0, 0, 1))
time.after(2.9, function()
  for _, name in ipairs { "link1", "link6", "door", "lift", "bob", "tied", "a", "b" } do
    local e = world.find_by_name(name)
    print(name, string.format("%.2f %.2f %.2f", e.position.x, e.position.y, e.position.z))
  end
  print(string.format("hinge %.2f", door.rotation:to_euler().y))
  world.destroy(a)
end)
