-- Draws without end; only its own limit stops it.
function on_update()
  for i = 1, 200000 do pcall(draw.circle, vec2(0, 0), 1) end
end
