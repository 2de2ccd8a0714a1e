world.Spawn { shape = "cube" }
