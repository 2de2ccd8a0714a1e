-- Wrong use is an error that says what would be right, and changes nothing.
local e = world.spawn { name = "it", Sprite = { image = "two.svg", columns = 2 } }
local function try(fields)
  local ok, why = pcall(e.set_component, e, "Sprite", fields)
  print(ok, (tostring(why):gsub("^main.lua:%d+:%s*", "")))
end

try { image = "too.svg" }
try { image = "nothing.png" }
try { image = "text.png" }
try { image = "huge.svg" }
try { image = "main.lua" }
try { image = 3 }
try { frame = 0 / 0 }
try { columns = 0 }
try { columns = 1e9 }
try { margin = -1 }
try { pixels_per_meter = 0 }
try { size = 3 }
try { facing = "up" }
try { layer = 1e6 }
try { tint = "reddish" }
try { texture = "two.svg" }
try { image = "two.svg", columns = 2, frame = 3 }
try { image = "two.svg", region = "run" }
try { image = "sheet.json", region = "wolk" }
try { image = "sheet.json", region = "out" }
try { image = "sheet.json", frame = 9 }
try { image = "broken.json" }
try { image = "lost.json" }

local sprite = e:get_component("Sprite")
print(sprite.image, sprite.columns, sprite.frame)

local function draws(name, ...)
  local ok, why = pcall(draw[name], ...)
  print(ok, (tostring(why):gsub("^main.lua:%d+:%s*", "")))
end
draws("image", "too.svg", vec2(1, 1))
draws("image", "two.svg", "here")
draws("sprite", "two.svg", vec2(1, 1), { frame = 2 })
draws("sprite", "two.svg", vec2(1, 1), { frames = 2 })
draws("image_size", "text.png")

-- A frame of its own is checked when the frame is done, and said once.
e:set_component("Sprite", { frame = 3 })
