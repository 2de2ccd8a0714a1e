-- A platformer of sprites. Draw another level into the text, or another hero into sheet.png.
local level = {
  "                                                                        ",
  "                                                                        ",
  "                                 o o o                                  ",
  "               ooo              #######           o                     ",
  "              #####                              ###     o              ",
  "                                       oo               ###             ",
  "       o  o            o  o          ######                    oo       ",
  "      ######         ####                     s    ^              ##    ",
  "  b           s      b         b  ^^        =====  ===   s  b         f ",
  "==================  ======================  =====  ====================",
  "------------------  ----------------------  -----  --------------------",
}
local width, height = #level[1], #level
local gravity, run, jump = -38, 7, 14.5

-- Frames of the sheet, which has eight beside each other.
local frames = { ["="] = 9, ["-"] = 10, ["#"] = 11, ["^"] = 12, b = 16, f = 15, o = 5, s = 13 }

scene.set_environment { sky = "#5b9bd8", horizon = "#d5ecf6", ground = "#d5ecf6", grid = false, fog = 0 }

local function sprite(frame, layer)
  return { image = "sheet.png", columns = 8, rows = 2, frame = frame, pixels_per_meter = 16, layer = layer or 0 }
end

local camera = world.spawn { name = "camera", position = vec3(9, 5, 20), Camera = { ortho_height = height - 1 } }

-- Hills: what is farther moves more with the camera, and so less in the picture.
local hills = {}
for i, hill in ipairs { { 0.8, "#a9d3ea", 4.5 }, { 0.6, "#8cc4b4", 3.3 } } do
  for copy = -1, 3 do
    local look = { image = "hills.svg", size = vec2(24, 7.2), tint = hill[2], layer = i - 10, pixelated = false }
    table.insert(hills, { share = hill[1], x = copy * 24, y = hill[3], entity = world.spawn { Sprite = look } })
  end
end

local solid, coins, slimes, spikes = {}, {}, {}, {}
local flag
for row, line in ipairs(level) do
  for column = 1, width do
    local what = line:sub(column, column)
    local x, y = column - 0.5, height - row + 0.5
    if what == "=" or what == "-" or what == "#" then solid[column .. "," .. height - row] = true end
    if frames[what] then
      local entity = world.spawn { position = vec3(x, y, 0), Sprite = sprite(frames[what], what == "o" and 1 or 0) }
      if what == "o" then table.insert(coins, entity) end
      if what == "f" then flag = entity end
      if what == "^" then table.insert(spikes, entity) end
      if what == "s" then table.insert(slimes, { entity = entity, left = x - 2.5, right = x + 2.5, way = -1 }) end
    end
  end
end

local hero = world.spawn { name = "hero", position = vec3(2, 4, 0), Sprite = sprite(1, 2) }
this.taken, this.speed = 0, vec2(0, 0)

local function is_solid(x, y) return solid[math.floor(x) + 1 .. "," .. math.floor(y)] or x < 0 end

-- The hero is 0.7 wide and 1 high; its place is its middle.
local function is_free(x, y)
  for _, dx in ipairs { -0.34, 0.34 } do
    for _, dy in ipairs { -0.499, 0, 0.499 } do
      if is_solid(x + dx, y + dy) then return false end
    end
  end
  return true
end

local function start_over()
  hero.position, this.speed = vec3(2, 4, 0), vec2(0, 0)
  audio.play("lose", { volume = 0.5 })
end

local function move_hero(dt)
  local position, speed = hero.position, this.speed
  local way = input.action_value("move")
  speed.x = speed.x + (way * run - speed.x) * math.min(1, 12 * dt)
  speed.y = math.max(speed.y + gravity * dt, -20)
  local stands = not is_free(position.x, position.y - 0.05)
  if stands and input.is_action_just_pressed("jump") then
    speed.y = jump
    audio.play("jump", { volume = 0.5 })
  end
  if not input.is_action_pressed("jump") and speed.y > 4 then speed.y = 4 end

  local x = position.x + speed.x * dt
  if is_free(x, position.y) then position.x = x else speed.x = 0 end
  local y = position.y + speed.y * dt
  if is_free(position.x, y) then
    position.y = y
  else
    -- Onto the tile, or against the one above.
    if speed.y < 0 then position.y = math.floor(y - 0.499) + 1.5 end
    speed.y = 0
  end
  hero.position, this.speed = position, speed
  if position.y < -3 then start_over() end

  local frame = 1
  if not stands then frame = 4 elseif math.abs(speed.x) > 0.5 then frame = 2 + math.floor(time.total() * 9) % 2 end
  local look = { frame = frame }
  if math.abs(way) > 0.1 then look.flip_x = way < 0 end
  hero:set_component("Sprite", look)
end

local function near(entity, distance) return (entity.position - hero.position):length() < distance end

function on_update(_, dt)
  move_hero(dt)

  for _, coin in ipairs(coins) do
    if coin:is_valid() then
      coin:set_component("Sprite", { frame = 5 + math.floor(time.total() * 8 + coin.position.x) % 4 })
      if near(coin, 0.8) then
        coin:destroy()
        this.taken = this.taken + 1
        audio.play(this.taken == #coins and "win" or "coin", { volume = 0.5 })
      end
    end
  end

  for _, slime in ipairs(slimes) do
    local entity = slime.entity
    local x = entity.position.x + slime.way * 1.6 * dt
    if x < slime.left or x > slime.right then slime.way = -slime.way end
    entity.position.x = math.max(slime.left, math.min(slime.right, x))
    entity:set_component("Sprite", { frame = 13 + math.floor(time.total() * 4) % 2, flip_x = slime.way > 0 })
    if near(entity, 0.75) then start_over() end
  end
  for _, spike in ipairs(spikes) do
    if near(spike, 0.7) then start_over() end
  end

  local screen = draw.size()
  local half = 0.5 * (height - 1) * screen.x / screen.y
  local target = math.max(half, math.min(width - half, hero.position.x + 2))
  camera.position.x = camera.position.x + (target - camera.position.x) * math.min(1, 5 * dt)
  for _, hill in ipairs(hills) do
    hill.entity.position = vec3(hill.x + camera.position.x * hill.share, hill.y, -5)
  end

  draw.sprite("sheet.png", vec2(24, 24), { columns = 8, rows = 2, frame = 5, size = vec2(28, 28) })
  draw.text(this.taken .. " / " .. #coins, vec2(44, 15), { size = 18, color = "#26223a" })
  if near(flag, 1.2) then draw.text("You made it!", vec2(screen.x / 2, screen.y / 3), { size = 36, align = "center", color = "#26223a" }) end
end
