-- The world as a table, and back: components, those of scripts, what hangs on what, who means whom.
local a = world.spawn { name = "a", shape = "cube", position = vec3(1, 2, 3), color = "#ffb454", RigidBody = { gravity_scale = 0.5 } }
local b = world.spawn { name = "b", position = vec3(0, 1, 0), parent = a }
b:add_component("Likes", { whom = a, list = { 1, 2, { deep = true } } })
world.spawn { name = "tied", shape = "sphere", position = vec3(1, 4, 3), RigidBody = {}, Joint = { kind = "rope", target = a, length = 3 } }
scene.set_environment { fog = 0.03 }
local saved = scene.save()
hooks.on_tick(function(frame)
  if frame == 2 then
    a.position = vec3(0, 0, 0)
    a.color = color.white
    scene.set_environment { fog = 0 }
    world.spawn { name = "extra" }
    print(#scene.load(saved), world.is_valid(a))
  elseif frame == 3 then
    local a2, b2 = world.find_by_name("a"), world.find_by_name("b")
    print(a2.position.x, a2.color, a2:get_component("RigidBody").gravity_scale, b2.parent == a2)
    print(b2:get_component("Likes").whom == a2, b2:get_component("Likes").list[3].deep, world.find_by_name("extra"))
    print(world.find_by_name("tied"):get_component("Joint").target == a2, string.format("%.2f", scene.environment().fog), world.count())
    for _, wrong in ipairs { {}, { entities = { { Transfrom = {} } } }, { entities = { 3 } }, { entities = { { parent = a2, Mesh = { shape = "cuube" } } } } } do
      print(select(2, pcall(scene.load, wrong)), world.count())
    end
  end
end)
