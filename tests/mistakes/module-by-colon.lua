print(math:floor(1.5))
