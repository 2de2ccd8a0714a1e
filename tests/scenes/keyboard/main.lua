function on_update(entity, dt)
  if input.is_key_pressed("W") then entity.position = entity.position + vec3(0, 0, -1) end
  if input.is_key_just_pressed("w") then print("W down", time.frame()) end
  if input.is_key_just_released("KeyW") then print("W up", time.frame(), entity.position) end
  if input.is_key_just_pressed("Space") then print("tap", time.frame(), input.is_key_pressed("Space")) end
end
