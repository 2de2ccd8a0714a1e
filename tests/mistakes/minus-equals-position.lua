function on_update(entity, dt)
  entity.position.y -= 9.81 * dt
end
