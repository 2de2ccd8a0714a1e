world.define_template("lamp", { shape = "sphere", scale = 0.3, color = "#ffcf5a", Light = { intensity = 2 },
  children = { { name = "post", shape = "cylinder", position = vec3(0, -2, 0) } } })
local lamps = world.spawn_template("lamp", 3, { name = "lamp" })
for i, lamp in ipairs(lamps) do lamp.position = vec3(i, 3, 0) end
print(#lamps, lamps[2].name, lamps[2].scale, lamps[2]:children()[1].name, world.count())
print(#world.spawn_template("lamp", 0), #world.spawn_template("lamp", -5), #world.spawn_template("lamp"))
print(select(2, pcall(world.spawn_template, "lmap")))
world.define_template("bad", { shpae = "cube" })
local before = world.count()
print(select(2, pcall(world.spawn_template, "bad")), world.count() == before)
hooks.on_tick(function(frame)
  if frame == 2 then world.spawn_template("lamp", 1e9) end
end)
