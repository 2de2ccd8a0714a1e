-- A hammer is one body of two colliders; a lamp hangs on its end and goes where it goes.
world.spawn { shape = "plane", scale = 20, Collider = {} }
local hammer = world.spawn { name = "hammer", shape = "cylinder", scale = vec3(0.2, 2, 0.2), position = vec3(0, 3, 0),
  rotation = quat.from_euler(0, 0, 1.2), RigidBody = {},
  children = {
    { name = "head", shape = "cube", position = vec3(0, 0.5, 0), scale = vec3(5, 0.25, 2.5), Collider = { density = 8 } },
    { name = "lamp", position = vec3(0, -0.5, 0), Light = {} },
  } }
local head, lamp = world.find_by_name("head"), world.find_by_name("lamp")
print(head.parent == hammer, #hammer:children(), string.format("%.3f", physics.mass(hammer)))
local hit = physics.raycast(vec3(-0.93, 10, 0), vec3(0, -1, 0))
print(hit.entity.name)
time.after(1.4, function()
  print(string.format("%.2f %.2f", head.world_position.y, lamp.world_position.y))
  lamp.parent = nil
  hammer:destroy()
end)
time.after(1.45, function() print(world.is_valid(head), world.is_valid(lamp)) end)
