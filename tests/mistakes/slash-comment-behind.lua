local x = 1 // the speed of it
