local step = 1
this.count = this.count or 0
local mark = world.spawn { name = "restored" }

function on_init() print("restored: on_init", this.count) end
function on_reload() print("restored: on_reload", this.count) end
function on_update()
  this.count = this.count + step
  print("restored", this.count)
end

function on_save()
  return { count = this.count, list = { 1, "two", vec3(1, 2, 3) } }
end
function on_restore(state)
  this.count = state.count
  print("restored.lua: on_restore", state.count, state.list[2], state.list[3])
end
