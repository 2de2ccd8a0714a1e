-- A sunflower head: every seed is turned by the same angle from the one before.
-- Change the angle a little (137.0, 90, 144.2) and watch the whole flower change.
local angle = 137.5
local seeds = 420
local spread = 0.29
local speed = 1.2

local camera = world.spawn { position = vec3(0, 8.2, 8.6), Camera = { fov = 42 } }
camera:look_at(vec3(0, 0.2, 0.5))

scene.set_environment { grid = false }
world.spawn { shape = "plane", scale = vec3(80, 1, 80), color = "#e9e2d4", position = vec3(0, -0.7, 0) }

local flower = {}
for i = 1, seeds do
  local turn = math.rad(angle) * i
  local distance = spread * math.sqrt(i)
  flower[i] = world.spawn {
    shape = "sphere",
    position = vec3(math.cos(turn) * distance, 0, math.sin(turn) * distance),
    color = color.palette(1):lerp(color.palette(3), i / seeds),
  }
end

-- `this` is kept when you edit, so the wave goes on where it was.
this.time = this.time or 0

function on_update(entity, dt)
  this.time = this.time + dt * speed
  for i = 1, #flower do
    local lift = math.sin(this.time * 2 - i * 0.045)
    local seed = flower[i]
    seed.position.y = lift * 0.35
    seed.scale = 0.2 + 0.22 * (i / seeds) + 0.06 * lift
  end
end
