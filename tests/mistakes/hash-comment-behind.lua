local x = 1 # the speed
