function on_update()
  draw.text("still here", vec2(4, 4))
  if time.frame() == 3 then print("fine") end
end
