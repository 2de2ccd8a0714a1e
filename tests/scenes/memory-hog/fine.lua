function on_update() print("fine", time.frame()) end
