-- The camera by itself: around a place with the mouse, behind a thing, and as one's own eyes.
local car = world.spawn { name = "car", shape = "cube", position = vec3(0, 0.5, 0), velocity = vec3(0, 0, -6) }
world.spawn { shape = "plane", scale = 100, Collider = {} }
local me = world.spawn { name = "me", position = vec3(0, 1, 5), RigidBody = { freedom = "upright" }, Collider = { shape = "capsule", size = vec3(1, 2, 1) } }
local function show(what)
  local c = scene.camera()
  local p, f = c.position, c.rotation:forward()
  print(what, string.format("%.2f %.2f %.2f  %.2f %.2f %.2f", p.x, p.y, p.z, f.x, f.y, f.z))
end
scene.orbit_camera { target = vec3(0, 1, 0), distance = 5, yaw = 0, pitch = 0 }
show("orbit")
hooks.on_tick(function(frame)
  if frame == 8 then show("turned") scene.follow_camera(car, { offset = vec3(0, 2, 5), stiffness = 20 }) end
  if frame == 20 then show("follow") scene.first_person_camera(me, { speed = 3, height = 0.6 }) end
  if frame == 35 then
    show("eyes")
    local way = scene.ray(vec2(160, 100), vec2(320, 200))
    print(way[2]:distance(scene.camera().rotation:forward()) < 1e-5)
    scene.look(vec3(0, 5, 0), vec3(0, 0, -5))
    show("look")
  end
end)
print(select(2, pcall(scene.orbit_camera, { distnace = 3 })))
print(select(2, pcall(scene.orbit_camera, { distance = 0 / 0 })))
