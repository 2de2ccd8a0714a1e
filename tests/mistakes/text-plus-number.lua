local score = 3
print("score: " + score)
