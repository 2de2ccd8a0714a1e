-- 10,000 entities moved by one batch script
local all = {}
for i = 1, 10000 do all[i] = world.spawn { position = vec3(i % 100, 0, i // 100) } end
function on_update(entity, dt)
  local places = world.get_positions(all)
  for i = 1, #places do places[i].y = math.sin(time.total() + i) end
  world.set_positions(all, places)
end
