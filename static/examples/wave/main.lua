-- A thousand cubes, each with a script of its own: see wave.lua.
local camera = world.spawn { position = vec3(0, 15, 25), Camera = { fov = 42 } }
camera:look_at(vec3(0, -0.5, 1))
scene.set_environment { grid = false }

for x = 1, 40 do
  for z = 1, 25 do
    local cube = world.spawn {
      shape = "cube",
      position = vec3((x - 20.5) * 0.72, 0, (z - 13) * 0.72),
      scale = vec3(0.6, 1.6, 0.6),
      color = color.palette(5):lerp(color.palette(6), x / 40):lerp(color.palette(1), z / 40),
    }
    cube:attach_script("wave.lua", { phase = (x - 20) * 0.25 + (z - 12) * 0.4 })
  end
end
