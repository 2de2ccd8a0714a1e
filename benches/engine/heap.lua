-- 500 rigid bodies that keep falling into a heap
world.spawn { shape = "plane", scale = 60, Collider = {} }
for i = 0, 499 do
  world.spawn {
    shape = "cube", position = vec3(i % 7 * 1.3, 1 + i // 49 * 1.3, i // 7 % 7 * 1.3), RigidBody = { can_sleep = false },
  }
end
