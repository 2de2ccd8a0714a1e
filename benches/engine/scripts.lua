-- 1,000 entities moved by a script each
for i = 1, 1000 do
  world.spawn { position = vec3(i % 100, 0, i // 100) }:attach_script("mover.lua", { phase = i * 0.1 })
end
