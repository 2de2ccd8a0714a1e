-- Goes round the entity that `this.center` names.
function on_update(entity, dt)
  this.angle = this.angle + dt * 2 * math.pi / this.period
  local center = world.find_by_name(this.center)
  if not center then return end
  entity.position = center.position
    + vec3(math.cos(this.angle) * this.distance, 0, math.sin(this.angle) * this.distance)
end
