world.spawn { shape = "cube" }
function on_update() print("b", time.frame()) end
