-- A small whole game: Left and Right (or A and D) move, Space starts again.
local digits = require "digits"

local width = 7
local speed = 11
local camera = world.spawn { position = vec3(0, 5.2, 15), Camera = { fov = 45 } }
camera:look_at(vec3(0, 4.2, 0))
scene.set_environment { sky = "#27335c", horizon = "#6f6aa8", ambient = 0.7, grid = false }
world.spawn { shape = "plane", scale = vec3(60, 1, 30), color = "#3b3f63" }

local bowl = world.spawn { shape = "torus", position = vec3(0, 0.6, 0), scale = vec3(1.8, 2.4, 1.8), color = color.palette(5) }
local score = digits.new(vec3(0, 8.6, -1), color.palette(8))

local function start()
  this.score, this.lives, this.wait, this.over = 0, 3, 0, false
  this.falling = this.falling or {}
  for _, thing in ipairs(this.falling) do thing.entity:destroy() end
  this.falling = {}
  bowl.color = color.palette(5)
  score:show(0)
end

local function drop()
  local is_rock = random.chance(0.3)
  local entity = world.spawn {
    shape = is_rock and "cube" or "sphere",
    position = vec3(random.float(-width, width), 10, 0),
    scale = is_rock and 0.7 or 0.5,
    Material = { color = is_rock and color.hex("#7a7f99") or color.palette(1), emissive = is_rock and 0 or 1.2 },
    Velocity = { linear = vec3(0, -3.5 - this.score * 0.12, 0), angular = vec3(1, 2, 0.5) },
  }
  table.insert(this.falling, { entity = entity, is_rock = is_rock })
end

local function lose_life()
  this.lives = this.lives - 1
  bowl.color = color.palette(2)
  time.after(0.25, function() if not this.over then bowl.color = color.palette(5) end end)
  if this.lives <= 0 then
    this.over = true
    bowl.color = color.palette(3)
    print("Game over with " .. this.score .. " stars. Space starts again.")
  end
end

function on_init()
  start()
  print("Click the scene. Left and Right catch the stars; mind the rocks.")
end

function on_reload()
  score:show(this.score)
end

function on_update(entity, dt)
  if input.is_key_just_pressed("Space") and this.over then start() end
  if this.over then return end

  local move = 0
  if input.is_key_pressed("Left") or input.is_key_pressed("A") then move = move - 1 end
  if input.is_key_pressed("Right") or input.is_key_pressed("D") then move = move + 1 end
  local x = bowl.position.x + move * speed * dt
  bowl.position.x = math.max(-width, math.min(width, x))

  this.wait = this.wait - dt
  if this.wait <= 0 then
    drop()
    this.wait = math.max(0.35, 0.9 - this.score * 0.02)
  end

  for i = #this.falling, 1, -1 do
    local thing = this.falling[i]
    local place = thing.entity.position
    local caught = place.y < 1.1 and place.y > 0.2 and math.abs(place.x - bowl.position.x) < 1.1
    if caught and thing.is_rock then
      lose_life()
    elseif caught then
      this.score = this.score + 1
      score:show(this.score)
    end
    if caught or place.y < -0.5 then
      thing.entity:destroy()
      table.remove(this.falling, i)
    end
  end
end
