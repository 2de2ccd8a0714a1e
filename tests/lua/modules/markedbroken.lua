#!


return = 1
