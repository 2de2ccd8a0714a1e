-- Marbles roll from slope to slope, over a wheel that they turn, and through a gate that sends them up again.

local START = vec3(-2.8, 7.9, 0)

scene.set_environment { sky = "#20284a", horizon = "#e89a7a", ground = "#3a3550", fog = 0.01 }
scene.orbit_camera { target = vec3(0, 3.6, 0), distance = 13, yaw = 0.35, pitch = 0.2 }
world.spawn { shape = "plane", scale = vec3(60, 1, 60), color = "#4a4566", Collider = {} }

-- A trough: a floor, two low walls and a stop at its upper end, which all hang on it.
local function trough(x, y, tilt)
  local upper = tilt < 0 and -2.5 or 2.5
  world.spawn {
    position = vec3(x, y, 0), rotation = quat.from_euler(0, 0, tilt),
    children = {
      { shape = "cube", scale = vec3(5, 0.15, 1.4), color = "#f2c14e", Material = { roughness = 0.3 }, Collider = { friction = 0.2 } },
      { shape = "cube", position = vec3(0, 0.25, 0.7), scale = vec3(5, 0.5, 0.08), color = "#8fd3ff59", Collider = { friction = 0 } },
      { shape = "cube", position = vec3(0, 0.25, -0.7), scale = vec3(5, 0.5, 0.08), color = "#8fd3ff59", Collider = { friction = 0 } },
      { shape = "cube", position = vec3(upper, 0.4, 0), scale = vec3(0.08, 0.8, 1.4), color = "#8fd3ff59", Collider = { friction = 0 } },
    },
  }
end

trough(-1.2, 7, -0.12)
trough(1.2, 5.6, 0.12)
trough(-1.2, 4.2, -0.12)

-- A wheel of four paddles on a hinge.
local wheel = world.spawn {
  name = "wheel", shape = "cylinder", position = vec3(2.1, 2.4, 0), rotation = quat.from_euler(math.pi / 2, 0, 0),
  scale = vec3(0.5, 1.3, 0.5), color = "#e0567f",
  RigidBody = { angular_damping = 0.4 }, Joint = { kind = "revolute", axis = vec3(0, 1, 0) },
}
for i = 1, 4 do
  local angle = i * math.pi / 2
  world.spawn {
    parent = wheel, shape = "cube", color = "#f2785c",
    position = vec3(math.cos(angle) * 1.3, 0, math.sin(angle) * 1.3), rotation = quat.from_euler(0, -angle, 0),
    scale = vec3(1.8, 1, 0.2), Collider = { density = 0.4 },
  }
end

-- The gate is all of the ground: what reaches it is sent up again.
world.spawn { Trigger = { name = "gate", size = vec3(60, 0.4, 60) } }:attach_script("gate.lua", { start = START })

local count = 0
time.every(0.35, function()
  if count >= 36 then return end
  count = count + 1
  world.spawn {
    tag = "marble", shape = "sphere", scale = 0.46,
    position = START + vec3(0, 0, random.float(-0.3, 0.3)),
    color = color.oklch(0.72, 0.15, count * 0.618),
    Material = { roughness = 0.12, metallic = 0.1 },
    RigidBody = { angular_damping = 0.1 }, Collider = { bounce = 0.4, friction = 0.3, density = 3 },
  }
end)
