local speed = 1.5f
