local p = vec3(1, 2, 3)
print("at " .. p)
