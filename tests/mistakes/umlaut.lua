local größe = 1
