world.spawn { shape: "cube", position: vec3(0, 1, 0) }
