function on_init(entity)
  this.speed = 5.0
  this.turn = 2.5
  this.angle = 0
  -- The nose shows where it looks.
  this.nose = world.spawn { shape = "cone", scale = 0.5, color = color.palette(1) }
end

function on_update(entity, dt)
  if input.is_key_pressed("Q") then this.angle = this.angle + this.turn * dt end
  if input.is_key_pressed("E") then this.angle = this.angle - this.turn * dt end
  entity.rotation = quat.from_euler(0, this.angle, 0)

  local transform = entity:get_component("Transform")
  local move = vec3(0, 0, 0)
  if input.is_key_pressed("W") then move = move + transform:forward() end
  if input.is_key_pressed("S") then move = move - transform:forward() end
  if input.is_key_pressed("D") then move = move + transform:right() end
  if input.is_key_pressed("A") then move = move - transform:right() end
  entity.velocity = move:normalize() * this.speed

  this.nose.position = transform.position + transform:forward() * 0.55 + vec3(0, 0.35, 0)
  this.nose.rotation = transform.rotation * quat.from_euler(-math.pi / 2, 0, 0)

  if input.is_key_just_pressed("Space") then
    local bullet = world.spawn {
      shape = "sphere",
      position = transform.position + transform:forward() * 0.9,
      scale = 0.28,
      velocity = transform:forward() * 18,
      Material = { color = color.palette(1), emissive = 1.5 },
      AudioSource = { sound = "laser", min_distance = 10 },
    }
    bullet:attach_script("bullet.lua")
  end
end
