-- Sprites in every way: frames, flips, tints, sheets, borders, facing and order.
scene.set_environment { sky = "#1d2430", horizon = "#2a3444", grid = false }
world.spawn { position = vec3(0, 0, 10), Camera = { fov = 60 } }

local function put(x, y, sprite)
  return world.spawn { position = vec3(x, y, 0), Sprite = sprite }
end

for i = 1, 6 do
  put(-7.5 + i, 4.5, { image = "coins.png", columns = 6, frame = i, size = vec2(0.9, 0) })
end
put(0.5, 4.5, { image = "coins.png", columns = 6, size = vec2(0.9, 0.9), tint = "#7ec8ff" })
put(1.7, 4.5, { image = "coins.png", columns = 6, size = vec2(0.9, 0.9), flip_x = true })
put(2.9, 4.5, { image = "coins.png", columns = 6, size = vec2(0.9, 0.9), tint = "#ffffff55" })

put(-6.5, 2, { image = "people.json", region = "stand", pixels_per_meter = 10 })
put(-4.5, 2, { image = "people.json", region = "lie", pixels_per_meter = 10 })
put(-2.5, 2, { image = "people.json", frame = 1, pixels_per_meter = 10, flip_x = true })
put(-0.5, 2, { image = "people.json", frame = 2, pixels_per_meter = 10, flip_x = true, flip_y = true })

put(3, 2, { image = "frame.png", size = vec2(4, 2), border = vec4(6, 6, 6, 6), pixels_per_meter = 16 })
put(6.5, 2, { image = "frame.png", size = vec2(1.5, 2) })

put(-6.5, -1, { image = "photo.jpg", size = vec2(2, 0), pixelated = false })
put(-4, -1, { image = "photo.webp", size = vec2(2, 0), pixelated = false })
put(-2, -1, { image = "first.gif", size = vec2(1, 1) })
put(-0.5, -1, { image = "tree.svg", size = vec2(0, 2) })
-- A photograph that is stored lying on its side.
put(5, -4, { image = "turned.jpg", size = vec2(1.8, 0) })

-- What is nearer covers what is farther, layers go before, and lower covers higher where that is asked for.
for i = 1, 3 do
  local e = put(1 + i * 0.4, -1 - i * 0.2, { image = "coins.png", columns = 6, size = vec2(1, 1), tint = ({ "#ff8888", "#88ff88", "#8888ff" })[i] })
  e.position.z = -i * 0.1
end
for i = 1, 3 do
  put(3.5 + i * 0.4, -1.2 + i * 0.2, { image = "coins.png", columns = 6, size = vec2(1, 1), y_sort = true, tint = ({ "#ff8888", "#88ff88", "#8888ff" })[i] })
end
put(6.5, -1, { image = "coins.png", columns = 6, size = vec2(1.4, 1.4), layer = 1 }).position.z = -1
put(6.8, -1, { image = "frame.png", size = vec2(1.4, 1.4) })

-- Turned with its entity, towards the viewer, hidden, and hung on another.
local turned = put(-6, -4, { image = "frame.png", size = vec2(1.4, 1.4) })
turned.rotation = quat.from_euler(0, 0, 0.5)
local away = put(-4, -4, { image = "frame.png", size = vec2(1.4, 1.4) })
away.rotation = quat.from_euler(0, 1.2, 0)
local towards = put(-2, -4, { image = "frame.png", size = vec2(1.4, 1.4), facing = "billboard" })
towards.rotation = quat.from_euler(0, 1.2, 0.4)
put(0, -4, { image = "frame.png", visible = false })
local feet = put(1, -4.8, { image = "people.json", region = "stand", pixels_per_meter = 10, pivot = vec2(0.5, 1) })
feet.scale = vec3(1, 0.75, 1)

print(draw.image_size("coins.png"), draw.image_size("coins.png", { columns = 6 }), draw.image_size("people.json", { region = "lie" }), draw.image_size("tree.svg"), draw.image_size("turned.jpg"))

function on_update()
  draw.image("frame.png", vec2(250, 150), { size = vec2(60, 40), border = vec4(6, 6, 6, 6) })
  draw.sprite("coins.png", vec2(225, 170), { columns = 6, frame = 2, rotation = 0.5, size = vec2(24, 24) })
  draw.sprite("people.json", vec3(3, -4, 0), { region = "stand", size = vec2(0, 2) })
end
