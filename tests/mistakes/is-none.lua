local x = 1
if x is None then print(x) end
