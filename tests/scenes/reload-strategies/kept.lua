local step = 1
this.count = this.count or 0
local mark = world.spawn { name = "kept" }

function on_init() print("kept: on_init", this.count) end
function on_reload() print("kept: on_reload", this.count) end
function on_update()
  this.count = this.count + step
  print("kept", this.count)
end
