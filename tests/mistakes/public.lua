public speed = 3
