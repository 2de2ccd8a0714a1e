-- 100 searches in a radius among 10,000 entities that move
for i = 1, 10000 do
  world.spawn { position = vec3(i % 100, 0, i // 100), velocity = vec3(math.sin(i), 0, math.cos(i)) }
end
function on_update()
  for i = 1, 100 do world.find_in_radius(vec3(i, 0, 50), 2) end
end
