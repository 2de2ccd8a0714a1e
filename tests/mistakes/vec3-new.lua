local p = vec3.new(1, 2, 3)
