-- Three rules make a flock. Change a weight and see what the flock does.
local count = 90
local apart = 1.5
local along = 0.9
local together = 0.6
local sight = 2.6
local speed = 4.5

local camera = world.spawn { position = vec3(0, 8, 17), Camera = { fov = 45 } }
camera:look_at(vec3(0, 2.6, 0))
scene.set_environment { sky = "#e9cdb8", horizon = "#ffe9d2" }

local flock = {}
for i = 1, count do
  local place = random.in_sphere(5)
  flock[i] = {
    entity = world.spawn {
      shape = "cone",
      position = vec3(place.x, place.y * 0.5 + 3, place.z),
      scale = vec3(0.34, 0.85, 0.34),
      color = color.palette(4 + i % 3),
    },
    velocity = random.direction() * speed,
  }
end

local up = vec3(0, 1, 0)

function on_update(entity, dt)
  local positions = {}
  for i, boid in ipairs(flock) do positions[i] = boid.entity.position end

  for i, boid in ipairs(flock) do
    local here = positions[i]
    local away, heading, middle, seen = vec3(), vec3(), vec3(), 0
    for j = 1, #flock do
      if j ~= i then
        local between = here - positions[j]
        local distance = between:length()
        if distance < sight then
          seen = seen + 1
          away = away + between / (distance * distance + 0.05)
          heading = heading + flock[j].velocity
          middle = middle + positions[j]
        end
      end
    end

    local steer = (vec3(0, 3, 0) - here) * vec3(0.9, 3, 0.9)
    if seen > 0 then
      steer = steer + away * apart + (heading / seen - boid.velocity) * along + (middle / seen - here) * together
    end
    boid.velocity = (boid.velocity + steer * dt):normalize() * speed
    local to = here + boid.velocity * dt
    if to.y < 0.4 then
      to.y = 0.4
      boid.velocity.y = math.abs(boid.velocity.y)
    end
    boid.entity.position = to
    boid.entity.rotation = quat.between(up, boid.velocity)
  end
end
