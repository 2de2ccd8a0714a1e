local score = 1
print score
