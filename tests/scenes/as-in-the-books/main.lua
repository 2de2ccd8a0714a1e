-- The ways of calling that people bring along from documents on scripting: a colon or a dot, numbers or entities, tests that a file
-- runs by itself.
local thing = world.spawn()
thing:destroy()
print(math.type(thing:id()), thing:is_valid())
thing:add_component("Transform", { position = vec3(4, 5, 6) })
thing:remove_component("Transform")
local place = thing:get_component("Transform")
print(place.position, thing:has_component("Transform"))
thing:set_component("Transform", place)
for _, e in ipairs(world.query({ "Transform", "Velocity" })) do print(e) end

local number = ecs:spawn()
ecs:set(number, "Health", { current = 70, max = 100 })
ecs:set(number, "Npc")
print(ecs:get(number, "Health").current, ecs:has(number, "Npc"), #ecs:query("Health", "Npc"), ecs:get(number, "Velocity"))
ecs:remove(number, "Npc")
print(#ecs:query("Health", "Npc"), ecs:query("Health")[1] == number)
ecs:despawn(number)

function on_update(entity, dt)
  entity.position = entity.position + (entity.velocity or vec3()) * dt
end

local function test_movement()
  local runner = world.spawn()
  runner:add_component("Transform", { position = vec3(0, 0, 0) })
  runner:add_component("Velocity", { linear = vec3(1, 0, 0) })
  on_update(runner, 1.0)
  local moved = runner:get_component("Transform")
  assert(moved.position.x > 0, "it should move")
  print("tested", moved.position)
end
test_movement()
