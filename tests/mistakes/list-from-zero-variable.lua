local enemies = { { hp = 3 } }
local first = enemies[0]
print(first.hp)
