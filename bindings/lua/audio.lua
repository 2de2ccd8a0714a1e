---@meta
-- Made by `luminara bindings`; don't edit it.

---Plays sounds: built-in ones by name (`audio.sounds()` lists them: "coin", "jump", "hit", "explosion", "laser", "powerup",
---"click", "step" and more) and the project's `.ogg`, `.mp3` and `.wav` files.
---
---Every sound that begins has a voice, a number by which it can be changed and stopped. Of the sounds that begin in one
---frame, 32 are heard. Browsers are silent until the first click or key. A sound that goes with an entity is an `AudioSource`.
---
---```lua
---audio.play("coin")
---local engine = audio.play("bass", { looping = true, volume = 0.4 })
---audio.set_pitch(engine, 1.5, 0.5)
---audio.stop(engine, 1)
---```
---@class audio_module
audio = {}

---Begins a sound and gives its voice. With `position` it comes from a place of the world, as with `audio.play_at_position`.
---
---```lua
---audio.play("jump", { volume = 0.5, pitch = 1.2 })
---```
---@param name string
---@param options? PlayOptions
---@return integer
function audio.play(name, options) end

---Begins a sound at a place of the world: softer when it is far from the camera, from the side where it is.
---
---```lua
---audio.play_at_position("explosion", vec3(10, 0, 5), { max_distance = 80 })
---```
---@param name string
---@param position vec3
---@param options? PlayOptions
---@return integer
function audio.play_at_position(name, position, options) end

---Ends a sound, in `fade` seconds. Nothing happens where it has ended.
---
---```lua
---local music = audio.play("pluck", { looping = true })
---audio.stop(music, 0.5)
---```
---@param voice integer
---@param fade? number 0 when left out
function audio.stop(voice, fade) end

---Ends all sounds, in `fade` seconds. What an `AudioSource` played begins again when its `playing` is set anew.
---
---```lua
---audio.stop_all(1)
---```
---@param fade? number 0 when left out
function audio.stop_all(fade) end

---Sets a sound's volume, in `seconds`.
---
---```lua
---local wind = audio.play("step", { looping = true, volume = 0 })
---audio.set_volume(wind, 0.6, 2)
---```
---@param voice integer
---@param volume number
---@param seconds? number 0 when left out
function audio.set_volume(voice, volume, seconds) end

---Sets a sound's pitch, in `seconds`; 2 is an octave higher and twice as fast.
---
---```lua
---local engine = audio.play("bass", { looping = true })
---audio.set_pitch(engine, 2, 1)
---```
---@param voice integer
---@param pitch number
---@param seconds? number 0 when left out
function audio.set_pitch(voice, pitch, seconds) end

---Moves a sound from -1, left, to 1, right, in `seconds`.
---
---```lua
---audio.set_pan(audio.play("laser"), 1, 0.2)
---```
---@param voice integer
---@param pan number
---@param seconds? number 0 when left out
function audio.set_pan(voice, pan, seconds) end

---Moves a sound that was begun at a place.
---
---```lua
---local bee = audio.play_at_position("hat", vec3(0, 1, 0), { looping = true })
---audio.set_position(bee, vec3(2, 1, 0))
---```
---@param voice integer
---@param position vec3
function audio.set_position(voice, position) end

---Sets the volume of a bus, in `seconds`. Sounds are mixed into "sounds" unless `audio.play` says otherwise; all buses
---are mixed into "master".
---
---```lua
---audio.play("pluck", { looping = true, bus = "music" })
---audio.set_bus_volume("music", 0.3)
---```
---@param bus string
---@param volume number
---@param seconds? number 0 when left out
function audio.set_bus_volume(bus, volume, seconds) end

---The volume that a bus was set to.
---
---```lua
---print(audio.bus_volume("master"))
---```
---@param bus string
---@return number
function audio.bus_volume(bus) end

---The names of the built-in sounds and of the project's sound files.
---
---```lua
---for _, name in ipairs(audio.sounds()) do print(name) end
---```
---@return string[]
function audio.sounds() end

