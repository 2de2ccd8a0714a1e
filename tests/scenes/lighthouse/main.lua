-- A lamp turns on its tower and throws sparks ahead of itself; a keeper counts them by their number and by their components.
local tower = world.spawn { name = "tower", shape = "cylinder", position = vec3(0, 1, 0), scale = vec3(0.5, 2, 0.5) }
local lamp = world.spawn()
lamp:add_component("Transform", { position = tower.position + vec3.up * 1.5, scale = vec3(0.3) })
lamp:add_component("Lamp", { oil = 3 })
local base = lamp:get_component("Transform").position

function on_init(entity)
  this.thrown = 0
  print("lit", base, entity:has_component("Transform"), lamp:has_component("Velocity"))
end

local function throw(transform)
  local spark = world.spawn()
  spark:add_component("Transform", {
    position = transform.position,
    rotation = transform.rotation,
    scale = vec3(0.1, 0.1, 0.2),
  })
  spark:add_component("Velocity", { linear = transform.forward() * 6 + transform:up() })
  this.thrown = this.thrown + 1
  events.send("thrown", { spark = spark, number = this.thrown })
end

function on_update(entity, dt)
  local transform = lamp:get_component("Transform")
  transform.rotation = quat.from_axis_angle(vec3(0, 1, 0), math.pi * dt * 6) * transform.rotation
  lamp:set_component("Transform", transform)
  if input.is_key_just_pressed("Space") then throw(transform) end
  if input.is_key_pressed("W") then tower.position.y = tower.position.y + dt end
end

function on_event(name, data)
  if name ~= "thrown" then return end
  local velocity = data.spark:get_component("Velocity").linear
  print("spark", data.number, velocity:length() > 6, velocity.dot(lamp:get_component("Transform").forward()) > 0)
  local oil = ecs:get(lamp:id(), "Lamp").oil - 1
  ecs:set(lamp:id(), "Lamp", { oil = oil })
  if oil == 1 then lamp:remove_component("Lamp") end
end

hooks.on_tick(function(tick)
  if tick ~= 14 then return end
  local sparks = world.query { "Transform", "Velocity" }
  local numbers = ecs:query { "Velocity" }
  for i, spark in ipairs(sparks) do
    local seen = spark:get_component("Transform")
    print("seen", spark:id() == numbers[i], math.abs(seen.right():dot(seen:forward())) < 1e-5)
    spark:destroy()
  end
  log.info("left", ecs:has(lamp:id(), "Lamp"), this.thrown, tower.position.y > 1, #ecs.query { "Lamp" })
end)

function on_destroy(entity) print("out") end
