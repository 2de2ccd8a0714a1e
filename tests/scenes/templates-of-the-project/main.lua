-- Kinds of things that game.toml describes: made as those that a script describes, and by the same names.
local lamp = world.spawn_template("lamp")[1]
print(lamp.position, lamp.scale, lamp.color, lamp:get_component("Light").color, lamp:children()[1].name)
print(lamp:get_component("Wired").to, lamp:get_component("Wired").offset)
local red = world.spawn { template = "red_lamp", position = vec3(1, 0, 0) }
print(red.color, red.position, red.shape, #red:children())
local by_number = ecs.spawn { template = "lamp", name = "numbered" }
print(ecs.get(by_number, "Name").value, ecs.get(by_number, "Transform").position.y)
local tree = world.spawn { children = { { template = "lamp" } } }
print(tree:children()[1].shape)
for _, wrong in ipairs { "lmap", "crooked", "ring", 3 } do
  print(select(2, pcall(world.spawn, { template = wrong })))
end
-- A script's own goes before.
world.define_template("red_lamp", { template = "lamp", color = "#00ff00" })
print(world.spawn_template("red_lamp")[1].color)
function on_update()
  if time.frame() == 5 then print(world.spawn { template = "lamp" }.scale.x) end
end
