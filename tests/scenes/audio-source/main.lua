-- Sounds that come from entities, command by command.
world.spawn { position = vec3(0, 2, 8), Camera = {} }
local hive = world.spawn { position = vec3(10, 0, 0), children = { { name = "bee", template = "bee", position = vec3(0, 1, 0) } } }
local bee = world.find_by_name("bee")
local coin = world.spawn { AudioSource = { sound = "coin", playing = false, spatial = false, bus = "effects" } }
local lid = world.spawn { Velocity = { linear = vec3(6, 0, 0) }, AudioSource = { sound = "click" } }
local bell

function on_update()
  local frame = time.frame()
  if frame == 2 then hive.position = vec3(11, 0, 0) end
  if frame == 3 then bee:set_component("AudioSource", { volume = 0.5, pitch = 2 }) end
  if frame == 4 then coin:set_component("AudioSource", { playing = true }) end
  if frame == 5 then coin:set_component("AudioSource", { playing = false }) end
  if frame == 6 then coin:set_component("AudioSource", { playing = true }) end
  if frame == 7 then bee:set_component("AudioSource", { sound = "bass" }) end
  if frame == 8 then
    -- Who takes its place in the same frame goes on with its sound.
    bee:destroy()
    bee = world.spawn { position = vec3(1, 1, 1), AudioSource = { sound = "bass", looping = true, model = "linear", max_distance = 20, volume = 0.25, pitch = 2 } }
  end
  if frame == 9 then bell = world.spawn_template("ringing")[1] end
  if frame == 10 then bell:remove_component("AudioSource") end
  if frame == 12 then audio.stop_all() end
  if frame == 13 then
    print(#world.query { "AudioSource" }, world.query { "AudioSource" }[1]:get_component("AudioSource"))
    print(scene.save_text():match('"AudioSource":(%b{})'))
  end
  if frame == 14 then
    for _, e in ipairs(world.query { "AudioSource" }) do e:destroy() end
    -- What went silent by stop_all hands no silence on.
    world.spawn { AudioSource = { sound = "bass", looping = true, model = "linear", max_distance = 20 } }
    world.spawn { position = vec3(1e30, 0, 0), children = { { position = vec3(1e30, 0, 0), scale = 1e30, children = { { position = vec3(1e30, 0, 0), AudioSource = { sound = "laser" } } } } } }
  end
  -- A loop goes on in a loaded scene too.
  if frame == 20 then scene.load(scene.save_text()) end
end
