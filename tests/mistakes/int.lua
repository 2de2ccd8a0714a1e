int lives = 3
