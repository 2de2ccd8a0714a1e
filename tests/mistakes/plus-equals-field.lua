local this_one = { x = 1 }
this_one.x += 2 * 3
