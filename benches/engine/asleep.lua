-- 500 rigid bodies at rest
world.spawn { shape = "plane", scale = 60, Collider = {} }
for i = 0, 499 do
  world.spawn { shape = "cube", position = vec3(i % 25 * 1.5, 0.5, i // 25 * 1.5), RigidBody = {} }
end
