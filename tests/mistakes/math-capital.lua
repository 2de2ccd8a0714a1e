print(math.Floor(1.5))
