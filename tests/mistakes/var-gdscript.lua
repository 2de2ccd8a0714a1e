var speed = 3
