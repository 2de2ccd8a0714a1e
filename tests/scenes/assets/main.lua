-- Files of the project: data, text, bytes, what others take by name; and what happens when one changes.
local level = assets.load("data/level.json")
print(level.size, level.far, level.name, level.none, #level.crates, level.crates[2][1], level.sun.color, level.way.vec3[2])
local rules = assets.load("data/rules.toml")
print(rules.speed, rules.day, rules.enemy.health)
print(assets.load("notes.txt"))
print(table.concat(assets.load("blob.dat"), " "), assets.size("blob.dat"), assets.load("bell.ogg"))
print(#assets.load("bell.ogg", "bytes"), assets.load("data/rules.toml", "text"):sub(1, 5))
print(assets.type("bell.ogg"), assets.type("main.lua"), assets.type("notes.txt"), assets.type("blob.dat"), assets.type("data/level.json"))
print(table.concat(assets.list("data"), " "), #assets.list(), table.concat(assets.find_by_type("data"), " "))
print(assets.path("level"), assets.path("level.json"), assets.path("rules"), assets.path("blob"), assets.path("lev"), assets.path(""))
print(assets.exists("notes.txt"), assets.exists("note.txt"), assets.is_loaded("notes.txt"), assets.is_loaded("bell.ogg"))
assets.unload("notes.txt")
print(assets.is_loaded("notes.txt"))
for _, wrong in ipairs { { "data/levle.json" }, { "level.json" }, { "nothing-like-it" }, { "blob.dat", "text" }, { "notes.txt", "data" }, { "notes.txt", "txt" }, {} } do
  print(select(2, pcall(assets.load, table.unpack(wrong))))
end
print(select(2, pcall(assets.type, "bel.ogg")))
print(select(2, pcall(assets.find_by_type, "sounds")))
print(select(2, pcall(assets.on_reload, 3)))

-- Whoever waits for a file goes on and is told; a table that was loaded is its own.
level.size = 100
print(assets.load("data/level.json").size)
assets.on_reload(function(file) print("any", file) end)
assets.on_reload(function(file) print("level", file, assets.load(file).size) end, "data/level.json")
local ended = assets.on_reload(function(file) print("never") end)
assets.off(ended)

function on_update()
  if time.frame() == 11 then assets.reload("data/rules.toml") end
  if time.frame() == 11 then print(assets.reload_all("data")) end
end
