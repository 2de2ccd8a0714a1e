-- Labels above what moves and turns, signs in the world, and what a save makes of them.
world.spawn { position = vec3(0, 2, 8), rotation = quat.from_euler(-0.12, 0, 0), Camera = {} }
local cube = world.spawn {
  name = "cube", shape = "cube", position = vec3(-2.5, 0.5, 0), color = "#6cb6ff",
  Velocity = { linear = vec3(6, 0, 0), angular = vec3(0, 0, 6) },
  Text = { text = "a cube\nthat turns", offset = vec3(0, 0.8, 0), anchor = "bottom", color = "#12141a", size = 14 },
}
world.spawn_template("door", 1, { position = vec3(2.2, 1.1, 0), rotation = quat.from_euler(0, -0.6, 0) })
world.spawn { position = vec3(0, 0.5, -2), shape = "sphere", Text = { text = "behind", on_top = true, color = "#c22f2f", layer = 2 } }
world.spawn { position = vec3(1.2, 1.6, -2), Text = { text = "partly hidden", anchor = "top", color = "#c22f2f" } }
world.spawn { position = vec3(-3, 4, 0), Text = { text = "left", align = "left", anchor = "top" } }
local counter = world.spawn { position = vec3(-3, 4, 0), Text = { text = "right", align = "right", anchor = "top" } }
local hidden = world.spawn { Text = { text = "not to be seen", visible = false, size = 60 } }

print(#world.query { "Text" }, hidden:get_component("Text").align, cube:get_component("Text").anchor)

function on_update()
  counter:set_component("Text", { text = time.frame() })
  if time.frame() == 2 then
    local saved = scene.save_text()
    print(saved:match('"Text":(%b{})'))
    local texts = {}
    for _, e in ipairs(scene.load(saved)) do
      local text = e:get_component("Text")
      if text then texts[#texts + 1] = (text.text:gsub("\n", "/")) end
    end
    print(table.concat(texts, ", "))
  end
end
