-- Every figure, on the screen and in the world.
scene.set_environment { sky = "#27335c", horizon = "#6f6aa8", grid = false }
world.spawn { shape = "cube", position = vec3(0, 0.5, 0), color = color.palette(3) }
draw.set_view(vec2(320, 200))

function on_update()
  draw.rect(vec2(8, 8), vec2(104, 26), { color = "#0c0e13c0", radius = 6, layer = -1 })
  draw.text("Score 1207", vec2(16, 13), { size = 14, color = "#ffb454" })
  draw.text("Größe\nright", vec2(310, 10), { align = "right", size = 12 })
  draw.text(42, vec2(160, 60), { align = "center", size = 60, color = "#ffffff40", layer = -2 })
  draw.line(vec2(10, 50), vec2(100, 50))
  draw.line(vec2(10, 60), vec2(100, 75), { thickness = 4, color = color.palette(1) })
  draw.polyline({ vec2(10, 90), vec2(40, 75), vec2(70, 95), vec2(100, 85) }, { thickness = 2, color = "#7fd48a" })
  draw.circle(vec2(30, 130), 18, "#ff6b6b")
  draw.circle(vec2(75, 130), 18, { thickness = 3 })
  draw.rect(vec2(240, 60), vec2(60, 30), { radius = 10, thickness = 2, color = "#6cb6ff" })
  draw.polygon({ vec2(270, 110), vec2(300, 170), vec2(270, 150), vec2(240, 170) }, color.palette(2))
  draw.polygon({ vec2(20, 160), vec2(60, 160), vec2(40, 190) }, { thickness = 2, color = "#f2c14e" })

  draw.box(vec3(0, 0.5, 0), vec3(1.4, 1.4, 1.4), "#6cb6ff")
  draw.circle(vec3(0, 0.02, 0), 2, { normal = vec3(0, 1, 0), thickness = 2 })
  draw.arrow(vec3(-2, 0, 0), vec3(-2, 2, 0), { color = "#7fd48a", thickness = 3 })
  draw.line(vec3(-3, 0.5, 0), vec3(3, 0.5, 0), { color = "#ff6b6b", thickness = 2, on_top = true })
  draw.polygon({ vec3(2, 0, 0), vec3(3, 0, 0), vec3(3, 1, 0), vec3(2.5, 1.6, 0), vec3(2, 1, 0) }, "#ffb454a0")
  draw.text("cube", vec3(0, 1.3, 0), { align = "center", size = 12 })
  if time.frame() == 2 then
    local size = draw.text_size("Score", 20)
    print(draw.size(), draw.to_view(vec2(160, 100)), size.x > 40 and size.x < 70, size.y)
  end
end
