-- Wrong use is an error that says what would be right, and changes nothing.
local e = world.spawn { AudioSource = { sound = "coin", playing = false } }
local function try(fields)
  local ok, why = pcall(e.set_component, e, "AudioSource", fields)
  print(ok, (tostring(why):gsub("^main.lua:%d+:%s*", "")))
end

try { sound = "cion" }
try { sound = "sounds/none.ogg" }
try { sound = 3 }
try { volume = 5 }
try { volume = "loud" }
try { pitch = 0 }
try { pitch = 0 / 0 }
try { max_distance = -1 }
try { model = "cubic" }
try { looping = 1 }
try { loop = true }
try { bus = 4 }
print(e:get_component("AudioSource").sound, e:get_component("AudioSource").volume)
print(pcall(world.spawn, { AudioSource = { sound = "exploson" } }))

-- A bus too many is said once, when it is to sound.
for i = 1, 40 do pcall(audio.set_bus_volume, "bus" .. i, 1) end
world.spawn { AudioSource = { sound = "coin", bus = "one more" } }
world.spawn { AudioSource = { sound = "bass", looping = true, bus = "and another" } }
