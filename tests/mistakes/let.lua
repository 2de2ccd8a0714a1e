let speed = 3
print(speed)
