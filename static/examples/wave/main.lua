-- A thousand cubes, each with a script of its own:
-- see wave.lua.
local camera = world.spawn {
  position = vec3(0, 16, 25),
  Camera = { fov = 44 },
}
camera:look_at(vec3(0, -1, 1))
scene.set_environment { grid = false, fog = 0.006 }

for x = 1, 40 do
  for z = 1, 25 do
    local cube = world.spawn {
      shape = "cube",
      position = vec3((x - 20.5) * 0.7, 0, (z - 13) * 0.7),
      scale = vec3(0.62, 1.8, 0.62),
      color = color.hsv(0.46 + x * 0.007 + z * 0.004, 0.62, 0.9),
    }
    cube:attach_script("wave.lua", {
      phase = (x - 20) * 0.25 + (z - 12) * 0.4,
    })
  end
end
