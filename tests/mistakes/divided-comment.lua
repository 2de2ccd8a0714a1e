local x = 1 // speed
