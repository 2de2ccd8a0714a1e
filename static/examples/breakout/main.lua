-- A 2D game without a single mesh: `draw` paints every frame, `input` gives actions, `audio` makes the noise.
local width, height = 320, 200
local columns, rows = 10, 6
local brick = vec2(28, 9)
local paddle_y = height - 16

draw.set_view(vec2(width, height))
scene.set_environment { sky = "#10131f", horizon = "#27335c", ground = "#10131f", grid = false, fog = 0 }
world.spawn { name = "camera", position = vec3(0, 3, 10), Camera = {} }

local function start()
  this.bricks, this.sparks = {}, {}
  this.score, this.lives, this.shake, this.left = 0, 3, 0, columns * rows
  this.paddle = { x = width / 2, w = 46 }
  this.ball = { x = 0, y = 0, vx = 0, vy = 0, held = true }
  for row = 1, rows do
    for column = 1, columns do
      table.insert(this.bricks, { x = 6 + (column - 1) * 31, y = 24 + (row - 1) * 12, row = row, pop = 0 })
    end
  end
end

local function spray(x, y, paint)
  for _ = 1, 9 do
    local angle, speed = random.float(0, 2 * math.pi), random.float(20, 90)
    table.insert(this.sparks, { x = x, y = y, vx = math.cos(angle) * speed, vy = math.sin(angle) * speed, age = 0, paint = paint })
  end
end

local function move_paddle(dt)
  local paddle = this.paddle
  paddle.x = paddle.x + input.action_value("move") * 240 * dt
  if input.mouse_delta().x ~= 0 then paddle.x = draw.to_view(input.mouse_position()).x end
  paddle.x = math.max(paddle.w / 2, math.min(width - paddle.w / 2, paddle.x))
end

local function serve()
  local ball = this.ball
  if this.lives <= 0 or this.left == 0 then
    start()
  elseif ball.held then
    ball.held, ball.vx, ball.vy = false, random.float(-60, 60), -130
    audio.play("jump", { volume = 0.6 })
  end
end

local function hit_brick(ball)
  for _, b in ipairs(this.bricks) do
    if b.pop == 0 and ball.x > b.x - 3 and ball.x < b.x + brick.x + 3 and ball.y > b.y - 3 and ball.y < b.y + brick.y + 3 then
      local from_side = ball.x < b.x or ball.x > b.x + brick.x
      if from_side then ball.vx = -ball.vx else ball.vy = -ball.vy end
      b.pop, this.left = 0.01, this.left - 1
      this.score, this.shake = this.score + (rows + 1 - b.row) * 10, 0.12
      spray(ball.x, ball.y, color.palette(b.row))
      audio.play("coin", { pitch = 0.7 + (rows - b.row) * 0.12, volume = 0.5, pan = ball.x / width * 2 - 1 })
      if this.left == 0 then audio.play("win") end
      return
    end
  end
end

local function move_ball(dt)
  local ball, paddle = this.ball, this.paddle
  if ball.held then
    ball.x, ball.y = paddle.x, paddle_y - 5
    return
  end
  ball.x, ball.y = ball.x + ball.vx * dt, ball.y + ball.vy * dt
  if ball.x < 3 or ball.x > width - 3 then
    ball.vx = ball.x < 3 and math.abs(ball.vx) or -math.abs(ball.vx)
    audio.play("click", { volume = 0.5 })
  end
  if ball.y < 19 then
    ball.vy = math.abs(ball.vy)
    audio.play("click", { volume = 0.5 })
  end
  local on_paddle = math.abs(ball.x - paddle.x) < paddle.w / 2 + 3
  if ball.vy > 0 and ball.y > paddle_y - 4 and ball.y < paddle_y + 5 and on_paddle then
    ball.vy = -math.min(230, math.abs(ball.vy) * 1.03)
    ball.vx = (ball.x - paddle.x) * 6
    audio.play("blip", { pitch = 0.8 })
  end
  hit_brick(ball)
  if ball.y > height + 8 then
    this.lives, ball.held, this.shake = this.lives - 1, true, 0.3
    audio.play(this.lives > 0 and "hit" or "lose")
  end
end

local function paint(dt)
  local jolt = vec2(0, 0)
  if this.shake > 0 then
    this.shake = this.shake - dt
    jolt = vec2(random.float(-1, 1), random.float(-1, 1)) * this.shake * 10
  end
  draw.rect(vec2(0, 16) + jolt, vec2(width, height - 16), { color = "#0c0e13d0", radius = 4, layer = -2 })
  for _, b in ipairs(this.bricks) do
    local place = vec2(b.x, b.y) + jolt
    if b.pop == 0 then
      draw.rect(place, brick, { color = color.palette(b.row), radius = 2 })
    elseif b.pop < 0.2 then
      b.pop = b.pop + dt
      draw.rect(place - vec2(b.pop, b.pop) * 15, brick + vec2(b.pop, b.pop) * 30, { radius = 2, thickness = 1 })
    end
  end
  for i = #this.sparks, 1, -1 do
    local s = this.sparks[i]
    s.age, s.vy = s.age + dt, s.vy + 160 * dt
    s.x, s.y = s.x + s.vx * dt, s.y + s.vy * dt
    draw.circle(vec2(s.x, s.y) + jolt, 1.6 * (1 - s.age), s.paint)
    if s.age > 0.9 then table.remove(this.sparks, i) end
  end
  local paddle, ball = this.paddle, this.ball
  draw.rect(vec2(paddle.x - paddle.w / 2, paddle_y) + jolt, vec2(paddle.w, 6), { color = "#ffb454", radius = 3 })
  draw.circle(vec2(ball.x, ball.y) + jolt, 3.5)
  if not ball.held then draw.line(vec2(ball.x, ball.y), vec2(ball.x - ball.vx * 0.05, ball.y - ball.vy * 0.05), { color = "#ffffff30", thickness = 5, layer = -1 }) end

  draw.text(string.format("%05d", this.score), vec2(4, 2), { size = 11, color = "#ffb454" })
  for life = 1, this.lives do draw.circle(vec2(width - 2 - life * 10, 8), 3, "#ff6b6b") end
  local words = this.left == 0 and "Well played" or this.lives <= 0 and "Game over" or ball.held and "Ready" or nil
  if words then
    draw.text(words, vec2(width / 2, 108), { size = 22, align = "center", layer = 1 })
    draw.text("Space, click or tap", vec2(width / 2, 136), { size = 10, align = "center", color = "#9aa1b2", layer = 1 })
  end
end

function on_init()
  start()
end

function on_update(entity, dt)
  move_paddle(dt)
  if input.is_action_just_pressed("serve") then serve() end
  move_ball(dt)
  paint(dt)
end
