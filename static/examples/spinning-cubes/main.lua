-- Sets the scene. Each cube gets the script spin.lua, and fields for its `this`.
local camera = world.spawn { position = vec3(5.5, 5, 9), Camera = { fov = 42 } }
camera:look_at(vec3(0, 0.6, 0))

local number = 0
for row = -2, 2 do
  for column = -2, 2 do
    number = number + 1
    local cube = world.spawn {
      shape = "cube",
      position = vec3(column * 1.6, 0.9, row * 1.6),
      color = color.palette(number),
    }
    cube:attach_script("spin.lua", { speed = 0.4 + number * 0.06 })
  end
end
