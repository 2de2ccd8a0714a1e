-- A tower of bricks. Drag to turn around it; throw a ball with Space or the right button. R builds it anew.

local RADIUS, COURSES, BRICKS = 2.2, 12, 12
local BRICK = vec3(0.98, 0.5, 0.5)

scene.set_environment { sky = "#8fb8e8", horizon = "#ffe9d0", ground = "#cdb99a", fog = 0.012 }
scene.orbit_camera { target = vec3(0, 2.6, 0), distance = 12, yaw = 0.5, pitch = 0.3 }
world.spawn { shape = "plane", scale = vec3(80, 1, 80), color = "#d9c7a6", Collider = { friction = 0.9 } }

-- Each course is turned by half a brick, as a mason would do it.
local function build()
  for course = 0, COURSES - 1 do
    for i = 1, BRICKS do
      local angle = (i + course % 2 * 0.5) / BRICKS * 2 * math.pi
      world.spawn {
        tag = "brick",
        shape = "cube",
        scale = BRICK,
        position = vec3(math.cos(angle) * RADIUS, BRICK.y * (course + 0.5), math.sin(angle) * RADIUS),
        rotation = quat.from_euler(0, math.pi / 2 - angle, 0),
        color = color.oklch(0.55 + 0.25 * course / COURSES, 0.13, 0.06 + 0.05 * noise.value(i * 3.1, course * 7.7)),
        Material = { roughness = 0.8 },
        RigidBody = {},
        Collider = { friction = 0.7, density = 2 },
      }
    end
  end
end

local function throw()
  local camera = scene.camera()
  local ball = world.spawn {
    tag = "ball",
    shape = "sphere",
    scale = 0.7,
    position = camera.position,
    color = color.palette(random.int(1, 8)),
    velocity = camera.rotation:forward() * 26 + vec3(0, 1.5, 0),
    RigidBody = { bullet = true },
    Collider = { density = 20, bounce = 0.2 },
  }
  -- The oldest balls make room.
  local balls = world.find_by_tag("ball")
  if #balls > 12 then balls[1]:destroy() end
end

build()
time.after(1, throw)

hooks.on_tick(function()
  if input.is_key_just_pressed("Space") or input.is_mouse_button_just_pressed("right") then throw() end
  if input.is_key_just_pressed("R") then
    world.destroy_all(world.find_by_tag("brick"))
    world.destroy_all(world.find_by_tag("ball"))
    build()
  end
end)
