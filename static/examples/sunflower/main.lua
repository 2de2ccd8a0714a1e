-- Every seed is turned by the same angle
-- from the one before. Try 137.0, 144.2 or 90.
local angle = 137.5
local seeds = 360
local spread = 0.27
local speed = 1.2

scene.set_environment { fog = 0.008 }
world.spawn {
  shape = "plane",
  position = vec3(0, -0.5, 0),
  scale = vec3(90, 1, 90),
  color = "#e9dfcc",
}

local camera = world.spawn {
  position = vec3(0, 10.5, 10),
  Camera = { fov = 42 },
}
camera:look_at(vec3(0, 0, 0.6))

local flower = {}
for i = 1, seeds do
  local turn = math.rad(angle) * i
  local distance = spread * math.sqrt(i)
  local age = i / seeds
  flower[i] = world.spawn {
    shape = "sphere",
    position = vec3(
      math.cos(turn) * distance,
      0,
      math.sin(turn) * distance
    ),
    color = color.palette(1):lerp(color.palette(3), age),
  }
end

-- `this` is kept when you edit: the wave goes on.
this.time = this.time or 0

function on_update(entity, dt)
  this.time = this.time + dt * speed
  for i, seed in ipairs(flower) do
    local lift = math.sin(this.time * 2 - i * 0.05)
    seed.position.y = lift * 0.25
    seed.scale = 0.26 + 0.24 * i / seeds + 0.07 * lift
  end
end
