const speed = 3
