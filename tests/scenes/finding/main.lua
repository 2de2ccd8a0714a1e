-- Queries, tags, names and places are up to date in the very line after a change.
local es = {}
for i = 1, 20 do
  es[i] = world.spawn { tag = i % 2 == 0 and "even" or "odd", name = "e" .. i, position = vec3(i, 0, 0) }
end
print(#world.find_by_tag("even"), #world.find_by_tag("odd"), #world.find_by_tag("none"))
es[1].tag = "even"
es[2]:remove_component("Tag")
es[3].name = "other"
print(#world.find_by_tag("even"), #world.find_by_tag("odd"), world.find_by_name("e3"), world.find_by_name("other") == es[3])
print(#world.find_in_radius(vec3(10, 0, 0), 2), #world.find_in_radius(vec3(10, 0, 0), 0), #world.find_in_radius(vec3(0, 0, 0), math.huge))
es[10].position = vec3(0, 50, 0)
world.set_positions({ es[11], es[12] }, { vec3(0, 50, 1), vec3(0, 50, -1) })
print(#world.find_in_radius(vec3(10, 0, 0), 2), #world.find_in_radius(vec3(0, 50, 0), 1.5))
print(#world.query { "Tag" }, #world.query { "Tag", without = "Velocity" }, #world.query { "Tag", "Energy" })
es[5]:add_component("Energy", { left = 3 })
es[6]:add_component("Energy", 7)
es[6].velocity = vec3(0, 1, 0)
print(#world.query { "Tag", without = { "Velocity" } }, #world.query { "Tag", "Energy" }, #world.query { "Energy", without = "Velocity" })
es[5]:remove_component("Energy")
print(#world.query { "Energy" }, es[6]:get_component("Energy"))
world.destroy(es[6])
print(#world.query { "Energy" }, #world.find_by_tag("even"), world.find_by_name("e6"))
local id = es[7]:id()
print(ecs.entity(id) == es[7], ecs.get(id, "Tag").value, ecs.has(id, "Energy"))
ecs.set(id, "Energy", 9)
print(#ecs.query { "Energy" }, ecs.get(id, "Energy"))
ecs.despawn(id)
print(select(2, pcall(ecs.get, id, "Tag")), #ecs.query { "Energy" })
print(select(2, pcall(world.find_in_radius, vec3(0, 0, 0), -1)))
local before = world.query { "Tag" }
table.remove(before)
print(#world.query { "Tag" } - #before)
hooks.on_tick(function(frame)
  if frame == 2 then es[20].velocity = vec3(60, 0, 0) end
  if frame == 4 then print(frame, world.find_in_radius(es[20].position, 0.5)[1] == es[20], es[20].position) end
end)
