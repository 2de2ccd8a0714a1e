-- What no other scene calls, so that every function runs natively and in the browser.
log.debug("quiet", 1)
log.info("said")
log.warn("odd")
log.error("wrong")
print(time.scale(), physics.gravity())
time.set_scale(0.5)
print(time.scale())
time.set_scale(1)

local id = ecs.spawn { shape = "cube", velocity = vec3(1, 0, 0) }
ecs.remove(id, "Velocity")
print(ecs.has(id, "Velocity"), #ecs.query("Mesh", "Transform"), #ecs.query { "Mesh", without = "Transform" }, #ecs.query())
for _, wrong in ipairs { { "Mehs" }, { 3 }, { "Mesh", { "Transform" } }, { { "Mesh", with = 1 } } } do
  print(select(2, pcall(ecs.query, table.unpack(wrong))))
end
ecs.despawn(id)

local group = {}
for i = 1, 3 do group[i] = world.spawn { tag = "group" } end
world.set_rotations(group, { quat.identity(), quat.from_euler(0, 1, 0), quat.from_euler(0, 0, 1) })
local turns = world.get_rotations(group)
print(#turns, turns[2] == quat.from_euler(0, 1, 0), select(2, pcall(world.set_rotations, group, {})))
world.destroy_all(group)

scene.set_background(color.hex("#101827"), color.hex("#3b4a6b"))
print(scene.environment().sky, scene.environment().horizon)
scene.orbit_camera()
scene.release_camera()

input.bind("jump", "Space")
input.unbind("jump")
print(select(2, pcall(input.is_action_pressed, "jump")))
input.lock_mouse(true)
print(input.is_gamepad_button_just_released(0, "A"))

local sound = audio.play("coin", { looping = true })
audio.set_pan(sound, -1, 0.5)
local bee = audio.play_at_position("hat", vec3(1, 2, 3), { looping = true })
audio.set_position(bee, vec3(3, 2, 1))

local crate = world.spawn { name = "crate", shape = "cube", RigidBody = { gravity_scale = 0 } }
physics.apply_torque_impulse(crate, vec3(0, 0.5, 0))
events.on("hello", function(data) print("all hear", data) end)

function on_event(type, data) print("told", type, data) end

function on_update(entity)
  local frame = time.frame()
  if frame == 1 then
    events.send_to(entity, "private", 7)
    print(select(2, pcall(events.send_to, group[1], "late")))
    physics.apply_force(crate, vec3(60, 0, 0))
    print(#world.find_by_tag("group"))
  elseif frame == 2 then
    print(physics.is_asleep(crate), crate.velocity.x > 0, crate:get_component("Velocity").angular.y > 0)
    physics.wake_up(crate)
    input.lock_mouse(false)
  elseif frame == 8 then
    audio.stop_all(0.5)
  end
  if input.is_mouse_button_just_pressed("Left") then print("pressed", frame) end
  if input.is_mouse_button_just_released("Left") then print("released", frame) end
end
