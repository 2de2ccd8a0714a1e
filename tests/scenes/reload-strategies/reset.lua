local step = 1
this.count = this.count or 0
local mark = world.spawn { name = "reset" }

function on_init() print("reset: on_init", this.count) end
function on_reload() print("reset: on_reload", this.count) end
function on_update()
  this.count = this.count + step
  print("reset", this.count)
end
