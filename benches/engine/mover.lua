function on_update(entity, dt)
  entity.position.y = math.sin(time.total() * 2 + this.phase) * 0.8
end
