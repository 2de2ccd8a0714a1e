world.spawn { shape = "box" }
world.spawn { shape = "spher" }
