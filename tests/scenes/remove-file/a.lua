function on_update() print("a", time.frame(), #world.query { "Mesh" }) end
