-- Seven voices, sixteen steps. Sounds are put in time by the frame that plays them, so the beat is steady.
local steps = 16
local voices = {
  { name = "Lead", sound = "pluck", pitch = 2 ^ (12 / 12) },
  { name = "Mid", sound = "pluck", pitch = 2 ^ (7 / 12) },
  { name = "Low", sound = "pluck", pitch = 2 ^ (3 / 12) },
  { name = "Bass", sound = "bass", pitch = 2 ^ (3 / 12) },
  { name = "Hat", sound = "hat", pitch = 1 },
  { name = "Snare", sound = "snare", pitch = 1 },
  { name = "Kick", sound = "kick", pitch = 1 },
}
local beat = {
  "x.....x...x.....", "..x.....x.....x.", "....x.......x...", "x..x..x.x..x..x.", "..x...x...x...xx", "....x.......x..x", "x...x...x...x...",
}
local cell, left, top = 24, 62, 40

draw.set_view(vec2(480, 270))
scene.set_environment { sky = "#161225", horizon = "#4a2f5e", ground = "#161225", grid = false, fog = 0 }
world.spawn { position = vec3(0, 3, 10), Camera = {} }

local function read_beat()
  this.on = {}
  for voice, pattern in ipairs(beat) do
    this.on[voice] = {}
    for step = 1, steps do this.on[voice][step] = pattern:sub(step, step) == "x" end
  end
end

function on_init()
  read_beat()
  this.step, this.frames, this.pace, this.playing = 0, 0, 8, true
  this.glow = {}
end

local function pad_at(place)
  local step = math.floor((place.x - left) / cell) + 1
  local voice = math.floor((place.y - top) / cell) + 1
  if voices[voice] and step >= 1 and step <= steps then return voice, step end
end

local function play(voice, volume)
  local v = voices[voice]
  audio.play(v.sound, { pitch = v.pitch, volume = volume, pan = (voice - 4) / 8 })
  this.glow[voice] = 1
end

local function listen()
  if input.is_action_just_pressed("play") then this.playing = not this.playing end
  if input.is_action_just_pressed("faster") then this.pace = math.max(4, this.pace - 1) end
  if input.is_action_just_pressed("slower") then this.pace = math.min(20, this.pace + 1) end
  if input.is_action_just_pressed("clear") then
    for _, row in ipairs(this.on) do for step = 1, steps do row[step] = false end end
    audio.play("click")
  end
  if input.is_action_just_pressed("tap") then
    local voice, step = pad_at(draw.to_view(input.mouse_position()))
    if voice then
      this.on[voice][step] = not this.on[voice][step]
      if this.on[voice][step] then play(voice, 0.8) else audio.play("click", { volume = 0.4 }) end
    end
  end
end

local function advance()
  if not this.playing then return end
  this.frames = this.frames - 1
  if this.frames > 0 then return end
  this.frames = this.pace
  this.step = this.step % steps + 1
  for voice = 1, #voices do
    if this.on[voice][this.step] then play(voice, this.step % 4 == 1 and 0.9 or 0.65) end
  end
end

local function paint(dt)
  draw.text("Beat box", vec2(left, 10), { size = 18 })
  draw.text(string.format("%d beats a minute", 900 // this.pace), vec2(left + steps * cell - 3, 15), { size = 11, align = "right", color = "#c9bfe0" })
  local hover_voice, hover_step = pad_at(draw.to_view(input.mouse_position()))
  for voice, v in ipairs(voices) do
    local glow = math.max(0, (this.glow[voice] or 0) - dt * 4)
    this.glow[voice] = glow
    local y = top + (voice - 1) * cell
    local paint = color.palette(voice)
    draw.text(v.name, vec2(left - 10, y + 5), { size = 11, align = "right", color = glow > 0.05 and paint or "#c9bfe0" })
    for step = 1, steps do
      local place = vec2(left + (step - 1) * cell, y)
      local is_now = step == this.step and this.playing
      local grow = this.on[voice][step] and is_now and glow * 2 or 0
      local back = (step - 1) // 4 % 2 == 0 and "#ffffff1c" or "#ffffff10"
      draw.rect(place - vec2(grow, grow), vec2(cell - 3, cell - 3) + vec2(grow, grow) * 2,
        { radius = 5, color = this.on[voice][step] and paint or back, layer = grow > 0 and 1 or 0 })
      if is_now and not this.on[voice][step] then draw.rect(place, vec2(cell - 3, cell - 3), { radius = 5, color = "#ffffff30" }) end
      if voice == hover_voice and step == hover_step then
        draw.rect(place, vec2(cell - 3, cell - 3), { radius = 5, thickness = 1.5, layer = 2 })
      end
    end
  end
  local wave, middle = {}, 236
  for i = 0, 96 do
    local swing = 0
    for voice = 1, #voices do swing = swing + this.glow[voice] * math.sin(i * 0.09 * (9 - voice) + time.total() * 14) end
    wave[#wave + 1] = vec2(left + i * (steps * cell - 3) / 96, middle + swing * 4 * math.sin(i / 96 * math.pi))
  end
  draw.polyline(wave, { thickness = 1.5, color = "#ffb454" })
  draw.text("Click a pad   ·   Space stops   ·   Wheel: tempo   ·   C clears", vec2(240, 253), { size = 10, align = "center", color = "#c9bfe0" })
end

function on_update(entity, dt)
  listen()
  advance()
  paint(dt)
end
