-- 5,000 draw calls
local red = { color = color.red, thickness = 2 }
function on_update()
  for i = 1, 5000 do draw.line(vec2(i % 100, i // 100), vec2(i % 100 + 5, i // 100), red) end
end
