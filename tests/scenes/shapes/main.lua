local shapes = { "cube", "sphere", "plane", "cylinder", "capsule", "cone", "torus" }
for i, shape in ipairs(shapes) do
  world.spawn { shape = shape, position = vec3((i - 4) * 1.5, 0.5, 0), color = color.palette(i) }
end
world.spawn { position = vec3(0, 1.5, 2), Light = { color = color.hex("#ff8040"), intensity = 3, range = 8 } }
local camera = world.spawn { position = vec3(0, 3, 9), Camera = { fov = 45 } }
camera:look_at(vec3(0, 0.4, 0))
