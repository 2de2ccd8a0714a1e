import math

def update(dt):
    x = 1
    if x > 2:
        print(f"{x}")
    elif x == 1:
        return None
