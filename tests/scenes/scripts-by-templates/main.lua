world.spawn { template = "bee", name = "bee" }
world.spawn { name = "stone", script = "rise.lua", position = vec3(0, 5, 0) }
print(select(2, pcall(world.spawn, { script = "game.toml" })))
print(select(2, pcall(world.spawn, { script = 3 })))
print(select(2, pcall(world.spawn, { script = { "rise.lua", vec3(1, 2, 3) } })))
