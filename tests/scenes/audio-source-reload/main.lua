-- An edit that leaves a sound as it is doesn't begin it again.
local height = 1
local hum = world.spawn { position = vec3(0, height, 0), AudioSource = { sound = "bass", looping = true } }
world.spawn { AudioSource = { sound = "bell", spatial = false } }
