-- A crate falls on a floor, tells of it once, and comes to rest.
local floor = world.spawn { name = "floor", shape = "plane", scale = vec3(20, 1, 20), Collider = { friction = 0.9 } }
local crate = world.spawn { name = "crate", shape = "cube", position = vec3(0, 3, 0), RigidBody = {} }
crate:attach_script("crate.lua")
time.every(0.5, function() print(string.format("%.3f %.3f", crate.position.y, crate.velocity.y)) end)
