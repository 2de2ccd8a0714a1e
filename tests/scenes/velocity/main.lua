world.spawn { shape = "plane", scale = vec3(40, 1, 40), color = "#e0d8c8" }
for i = 1, 8 do
  world.spawn {
    shape = "cube",
    position = vec3(i - 4.5, 0.6, -2),
    scale = 0.7,
    color = color.palette(i),
    Velocity = { linear = vec3(0, 0, i * 0.5), angular = vec3(0, i * 0.3, 0) },
  }
end
