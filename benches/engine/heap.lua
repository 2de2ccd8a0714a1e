-- 500 rigid bodies in a heap, all awake
world.spawn { shape = "plane", scale = 60, Collider = {} }
for i = 0, 499 do
  world.spawn {
    shape = "cube", position = vec3(i % 7 * 1.3, 1 + i // 49 * 1.5, i // 7 % 7 * 1.3),
    rotation = quat.from_euler(i, i * 2, 0), RigidBody = { can_sleep = false },
  }
end
