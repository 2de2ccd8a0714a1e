local target = null
if target == None then print("none") end
