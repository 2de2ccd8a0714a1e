local area = 3 ** 2
