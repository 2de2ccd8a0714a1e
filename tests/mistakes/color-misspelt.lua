world.spawn { color = "redd" }
