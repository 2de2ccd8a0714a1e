local p = Vector3.new(1, 2, 3)
