-- Two entities run this file; each has its own locals and globals.
local steps = 0
function on_update(entity, dt)
  steps = steps + this.stride
  total = (total or 0) + 1
  print(this.who, steps, total)
end
