local speed = 1
local cube = world.spawn { name = "cube", shape = "cube" }
this.distance = this.distance or 0
this.runs = (this.runs or 0) + 1

function on_init() print("on_init comes once") end
function on_reload() print("reloaded", this.runs, this.distance) end
function on_update(entity, dt)
  this.distance = this.distance + speed
  cube.position = vec3(this.distance, 0, 0)
  if time.frame() % 10 == 0 then print(time.frame(), this.distance, #world.query { "Mesh" }) end
end
