-- A field with targets, and a player. Click the scene, then W A S D, Q E and Space.
world.spawn { shape = "plane", scale = vec3(60, 1, 60), color = "#cfd8c4" }

local camera = world.spawn { name = "camera", position = vec3(0, 7, 12), Camera = { fov = 45 } }
camera:look_at(vec3(0, 0.5, 0))

local player = world.spawn { name = "player", shape = "capsule", position = vec3(0, 0.9, 4), scale = 1.6, color = color.palette(5) }
player:attach_script("player.lua")

for i = 1, 9 do
  local target = world.spawn {
    shape = "cylinder",
    position = vec3((i - 5) * 1.9, 0.75, -5 - (i % 3) * 1.4),
    scale = vec3(0.9, 1.5, 0.9),
    color = color.palette(i),
    tag = "target",
    Text = { text = 3, size = 18, color = "#12141a", offset = vec3(0, 0.9, 0), anchor = "bottom" },
  }
  target:add_component("Health", { current = 3 })
end

print("Click the scene. W A S D walks, Q and E turn, Space shoots.")
