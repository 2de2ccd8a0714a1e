-- A level in a file, by hand; and a scene as text that comes back as it was.
hooks.on_tick(function(frame)
  if frame == 1 then
    print(#scene.load("level.json"))
  elseif frame == 2 then
    local a, b = world.find_by_name("a"), world.find_by_name("b")
    print(a.position.x, a.shape, a:has_component("RigidBody"), b.parent == a, b:get_component("Likes").whom == a)
    print(string.format("%.2f", scene.environment().fog), world.find_by_name("shade").parent.name, world.count())
    a:add_component("Kept", { at = vec3(1, 2, 3), turn = quat.from_euler(0, 1, 0), paint = color(0.1, 0.2, 0.3), whom = { b, a }, n = 1 / 0, i = 3, f = 3.0 })
    local text = scene.save_text()
    print(#scene.load(text))
    local function plain(text) return (text:gsub('"entity":%d+', '')) end
    print(plain(scene.save_text()) == plain(text), text:match('"version": 1') ~= nil)
  elseif frame == 3 then
    local a = world.find_by_name("a")
    local kept = a:get_component("Kept")
    print(kept.at, kept.turn == quat.from_euler(0, 1, 0), kept.paint, kept.whom[2] == a, kept.whom[1].name, kept.n, math.type(kept.i), math.type(kept.f))
    print(a.position, a:get_component("RigidBody").mass)
  elseif frame == 4 then
    for _, wrong in ipairs { "levle.json", "nowhere.json", "wrong.json", "broken.json", "main.lua", '{ "entities": 3 }', '{ nothing }', 3 } do
      print(select(2, pcall(scene.load, wrong)), world.count())
    end
    print(#scene.load("small.toml"))
  elseif frame == 5 then
    print(world.count(), world.find_by_name("only").position)
    print(select(2, pcall(ecs.set, ecs.spawn(), "position", vec3(1, 2, 3))))
  end
end)
