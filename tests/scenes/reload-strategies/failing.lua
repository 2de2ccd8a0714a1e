local step = 1
this.count = this.count or 0

function on_save() return this.count end
function on_restore(state) error("what was saved can't be used: " .. state) end
function on_update()
  this.count = this.count + step
  print("failing goes on with the old code", this.count)
end
