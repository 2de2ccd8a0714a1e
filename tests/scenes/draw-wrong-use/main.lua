-- Wrong use is an error that says what would be right; nothing of it is drawn.
local function try(name, ...)
  local ok, why = pcall(draw[name], ...)
  print(ok, (tostring(why):gsub("^main.lua:%d+:%s*", "")))
end

local nan, huge = 0 / 0, 1 / 0
try("line", vec2(0, 0), vec2(nan, 1))
try("line", vec2(0, 0), vec3(1, 1, 1))
try("line", 3, vec2(1, 1))
try("rect", vec2(0, 0), vec2(huge, 1))
try("circle", vec2(0, 0), -1)
try("circle", vec2(0, 0), 1, { colour = "red" })
try("circle", vec2(0, 0), 1, { color = "red-ish" })
try("circle", vec2(0, 0), 1, { thickness = nan })
try("circle", vec2(0, 0), 1, { layer = 1e6 })
try("circle", vec2(0, 0), 1, 7)
try("polygon", { vec2(0, 0), vec2(1, 1) })
try("polygon", { vec2(0, 0), vec2(1, 1), "here" })
try("polygon", "points")
try("text", {}, vec2(0, 0))
try("text", "hello", vec2(0, 0), { align = "middle" })
try("text", ("x"):rep(10001), vec2(0, 0))
try("text_size", "x", nan)
try("set_view", vec2(0, 10))
local many = {}
for i = 1, 4097 do many[i] = vec2(i, i % 7) end
try("polyline", many)
