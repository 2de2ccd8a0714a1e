local victim = world.spawn()
function on_update(entity, dt)
  if time.frame() == 1 then victim:destroy() end
  if time.frame() == 2 then
    print(victim:is_valid(), world.is_valid(victim), world.is_valid(nil))
    print(pcall(function() return victim.position end))
  end
  if time.frame() == 3 then victim.position = vec3() end
end
