-- A sun, planets and moons. Distances and times are made up; the order is right.
scene.set_environment {
  sky = "#0b1026", horizon = "#1d2547", ground = "#0b1026",
  ambient = 0.5, fog = 0, sun = false, grid = false,
}

local camera = world.spawn { position = vec3(0, 9, 17), Camera = { fov = 45 } }
camera:look_at(vec3(0, -0.4, 0))

world.spawn {
  name = "Sun", shape = "sphere", scale = 2.2,
  Material = { color = color.hex("#ffb454"), emissive = 2.2 },
  Light = { kind = "point", color = color.hex("#ffe2b8"), intensity = 60, range = 80 },
}

for i = 1, 160 do
  world.spawn {
    shape = "sphere",
    position = random.direction() * 90,
    scale = random.float(0.15, 0.5),
    Material = { color = color.hex("#dfe6ff"), emissive = 1.4 },
  }
end

local planets = {
  { name = "Mercury", distance = 2.2, size = 0.28, period = 4, color = "#b7a89a" },
  { name = "Venus", distance = 3.2, size = 0.5, period = 7, color = "#e8c07d" },
  { name = "Earth", distance = 4.5, size = 0.56, period = 10, color = "#4f8fe6", moons = 1 },
  { name = "Mars", distance = 5.8, size = 0.4, period = 16, color = "#d9674a", moons = 2 },
  { name = "Jupiter", distance = 8.0, size = 1.3, period = 34, color = "#d8b48c", moons = 4 },
  { name = "Saturn", distance = 10.6, size = 1.05, period = 52, color = "#e3cf9f", ring = true },
}

for i, planet in ipairs(planets) do
  local body = world.spawn {
    name = planet.name, shape = "sphere", scale = planet.size, color = planet.color,
    Text = { text = planet.name, size = 12, color = "#dfe6ffcc", offset = vec3(0, planet.size / 2 + 0.1, 0), anchor = "bottom" },
  }
  body:attach_script("orbit.lua", {
    center = "Sun", distance = planet.distance, period = planet.period, angle = i * 2.1,
  })
  for m = 1, planet.moons or 0 do
    local moon = world.spawn { shape = "sphere", scale = 0.14, color = "#c9ccd6" }
    moon:attach_script("orbit.lua", {
      center = planet.name, distance = planet.size * 0.5 + 0.22 * m, period = 1.5 + m, angle = m * 1.7,
    })
  end
  if planet.ring then
    local ring = world.spawn { shape = "torus", scale = vec3(2.1, 0.12, 2.1), color = "#cdbb95" }
    ring:attach_script("orbit.lua", { center = planet.name, distance = 0, period = 1, angle = 0 })
    ring.rotation = quat.from_euler(0.4, 0, 0.2)
  end
end
