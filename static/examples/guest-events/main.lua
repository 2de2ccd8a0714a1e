-- Lua moves the balls and says when one bounces; painter.wat hears it and paints.
local camera = world.spawn { position = vec3(0, 4, 13), Camera = { fov = 45 } }
camera:look_at(vec3(0, 2, 0))

local balls = {}
for i = 1, 7 do
  balls[i] = {
    entity = world.spawn { shape = "sphere", position = vec3(i * 1.6 - 6.4, 1 + i * 0.6, 0) },
    speed = 0,
  }
end

function on_update(entity, dt)
  for _, ball in ipairs(balls) do
    ball.speed = ball.speed - 9.8 * dt
    ball.entity.position.y = ball.entity.position.y + ball.speed * dt
    if ball.entity.position.y < 0.5 then
      ball.entity.position.y = 0.5
      ball.speed = math.abs(ball.speed)
      events.send("bounced", ball.entity)
    end
  end
end

function on_event(type, data)
  if type == "painted" then print("the guest has painted " .. data .. " balls") end
end
