-- Marks without end: the script is stopped, the other goes on.
function on_update()
  while true do debug.line(vec3(0, 0, 0), vec3(0, 1, 0), color.red, 1e9) end
end
