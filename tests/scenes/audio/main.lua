-- What would be heard, command by command.
local camera = world.spawn { position = vec3(0, 2, 8), Camera = {} }
audio.set_bus_volume("music", 0.5)
local music = audio.play("pluck", { looping = true, bus = "music", fade = 1 })

local function try(name, ...)
  local ok, why = pcall(audio[name], ...)
  print(ok, (tostring(why):gsub("^main.lua:%d+:%s*", "")))
end

function on_update()
  if time.frame() == 1 then audio.play("coin") end
  if time.frame() == 2 then
    audio.play("jump", { volume = 0.5, pitch = 1.5, pan = -1 })
    audio.play_at_position("explosion", vec3(10, 0, 5), { volume = 1, max_distance = 50, rolloff = 1 })
    audio.play("step", { spatial = true, position = vec3(1, 0, 0), model = "linear" })
  end
  if time.frame() == 3 then
    camera.position = vec3(1, 2, 8)
    audio.set_volume(music, 0.2, 0.5)
    audio.set_pitch(music, 2)
    audio.stop(music, 0.25)
    print(audio.bus_volume("music"), #audio.sounds() >= 8)
  end
  if time.frame() == 4 then
    try("play", "cion")
    try("play", "sounds/none.ogg")
    try("play", "coin", { volume = 0 / 0 })
    try("play", "coin", { volume = -1 })
    try("play", "coin", { pitch = 0 })
    try("play", "coin", { pan = 2 })
    try("play", "coin", { vlume = 1 })
    try("play", "coin", { spatial = true })
    try("play", "coin", { bus = "" })
    try("play_at_position", "coin", vec3(1 / 0, 0, 0))
    try("play_at_position", "coin", vec3(0, 0, 0), { model = "cubic" })
    try("set_volume", 1, 1e9)
    try("stop", 1, -1)
  end
end
