local life = 1.5

function on_update(entity, dt)
  life = life - dt
  if life <= 0 then entity:destroy() end

  for _, target in ipairs(world.find_in_radius(entity.position, 0.8)) do
    if target.tag == "target" then
      hit(target)
      entity:destroy()
      return
    end
  end
end

function hit(target)
  local health = target:get_component("Health")
  health.current = health.current - 1
  target:set_component("Health", health)
  target:set_component("Text", { text = health.current })
  target.scale = target.scale * 0.85
  audio.play_at_position("hit", target.position, { min_distance = 10 })
  if health.current <= 0 then
    target:destroy()
    print("Hit. " .. #world.find_by_tag("target") .. " left")
  end
end
