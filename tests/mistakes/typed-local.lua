local speed: number = 3
