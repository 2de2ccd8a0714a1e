print(“hello”)
print(‘there’)
