world.spawn { shape = "cube", pos = vec3(0, 1, 0) }
