-- Runs on every cube. `this` belongs to one cube alone.
function on_init(entity)
  this.angle = 0
end

function on_update(entity, dt)
  this.angle = this.angle + this.speed * dt
  entity.rotation = quat.from_euler(this.angle * 0.7, this.angle, 0)
end
