local a = world.spawn { name = "a", tag = "enemy", position = vec3(1, 2, 3), Velocity = { linear = vec3(60, 0, 0) } }
local b = world.spawn { name = "b", tag = "enemy" }
local c = world.spawn { name = "c" }
a:add_component("Health", { current = 70, max = 100 })
b:add_component("Health", { current = 10, max = 50 })
b:add_component("Frozen")

print(#world.query { "Transform", "Health" }, #world.query { "Health", without = { "Frozen" } })
print(a:has_component("Health"), c:has_component("Health"), c:get_component("Health"))
local health = a:get_component("Health")
health.current = health.current - 10
a:set_component("Health", health)
print(a:get_component("Health").current, a:get_component("Health").max)

local velocity = a:get_component("Velocity")
velocity.linear.y = 30
a:set_component("Velocity", velocity)
print(a:get_component("Velocity"))
a.position.x = 10
print(a.position, a.scale, a.rotation)
a.scale = 2
a.color = "#ffb454"
print(a.scale, a.color, a.shape)
a.shape = "torus"
print(a.shape, a:has_component("Mesh"))
b:remove_component("Frozen")
print(#world.query { "Frozen" })
print(world.find_by_name("b") == b, world.find_by_name("nobody"), #world.find_by_tag("enemy"))
print(#world.find_in_radius(vec3(10, 2, 3), 0.5), world.count())
world.set_positions({ a, b }, { vec3(1, 1, 1), vec3(2, 2, 2) })
local positions = world.get_positions({ a, b })
print(positions[1], positions[2])

function on_update(entity, dt)
  print(time.frame(), a.position, a.velocity)
end
