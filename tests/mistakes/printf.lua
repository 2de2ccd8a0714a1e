printf("%d", 3)
