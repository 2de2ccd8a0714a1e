local step = 1
this.count = this.count or 0
local mark = world.spawn { name = "forgetful" }

function on_init() print("forgetful: on_init", this.count) end
function on_reload() print("forgetful: on_reload", this.count) end
function on_update()
  this.count = this.count + step
  print("forgetful", this.count)
end
