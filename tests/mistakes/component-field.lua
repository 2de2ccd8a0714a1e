world.spawn { Velocity = { lin = vec3(0, 1, 0) } }
