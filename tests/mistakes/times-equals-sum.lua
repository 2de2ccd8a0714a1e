local speed = 2
speed *= 1 + 0.5
