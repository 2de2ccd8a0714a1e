-- Watched values, marks that stay, a stop; and Lua's own debug library beside them.
scene.look(vec3(0, 3, 8), vec3(0, 1, 0))
local ball = world.spawn { shape = "sphere", position = vec3(0, 2, 0) }
print(type(debug.traceback), debug.getinfo(1, "S").short_src)

debug.watch("lives", 3)
debug.watch("name", "Ada\nLovelace")
debug.watch("lives", 2)
print(table.concat(debug.watches(), "; "))

debug.line(vec3(-3, 0, 0), vec3(3, 0, 0))
debug.box(vec3(-2, 1, 0), vec3(1, 2, 1), color.red, 1)
debug.sphere(ball.position, 0.8, color.green, 1)
debug.text("here", vec3(2, 1, 0), color.white, 1)

for i = 1, 40 do
  local ok, message = pcall(debug.watch, "value " .. i, i)
  if not ok then print(message) break end
end
debug.unwatch("value 1")
print(#debug.watches())
debug.unwatch()
print(#debug.watches())
debug.watch("height", ball.position.y)
debug.watch("a list", { 1, 2, 3 })
debug.watch("long", ("x"):rep(200))

for _, wrong in ipairs {
  { debug.line, vec3(0, 0, 0), 3 }, { debug.sphere, vec3(0, 0, 0), 0 / 0 }, { debug.box, vec3(0, 0, 0), vec3(1, 1, 1), color.red, 1 / 0 }, { debug.watch },
} do
  print(select(2, pcall(table.unpack(wrong))))
end

function on_update()
  if time.frame() == 3 then debug.break_here() end
end
