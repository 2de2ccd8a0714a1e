world.spawn { Velocty = { linear = vec3(0, 1, 0) } }
