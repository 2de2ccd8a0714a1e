local player = { health = 3 }
print(player.helth + 1)
