world.spawn():attach_script("player.lua", { who = "a", stride = 1 })
world.spawn():attach_script("player.lua", { who = "b", stride = 10 })
