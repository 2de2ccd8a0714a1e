-- What hangs on what: places in the world, cycles, depth, destruction.
local sun = world.spawn { name = "sun", position = vec3(10, 0, 0), rotation = quat.from_euler(0, math.pi / 2, 0), scale = 2 }
local earth = world.spawn { name = "earth", position = vec3(3, 0, 0), parent = sun }
local moon = world.spawn { name = "moon", position = vec3(1, 0, 0), parent = earth }
local function show(what, v) print(what, string.format("%.3f %.3f %.3f", v.x, v.y, v.z)) end
show("earth", earth.world_position)
show("moon", moon.world_position)
print(moon.parent == earth, sun.parent, #sun:children(), earth:children()[1] == moon)
moon.world_position = vec3(0, 5, 0)
show("moon", moon.world_position)
sun.position = vec3(0, 0, 0)
show("moon", moon.world_position)
print(#world.find_in_radius(moon.world_position, 0.01), world.find_in_radius(moon.world_position, 0.01)[1] == moon)
print(select(2, pcall(function() sun.parent = moon end)))
print(select(2, pcall(function() sun.parent = sun end)))
time.after(0.02, function()
  earth:destroy()
  print(world.is_valid(earth), world.is_valid(moon), world.is_valid(sun))
end)
time.after(0.04, function() print(#sun:children(), select(2, pcall(function() return moon.position end))) end)
