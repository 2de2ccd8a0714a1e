local enemies = { { hp = 3 } }
print(enemies[0].hp)
