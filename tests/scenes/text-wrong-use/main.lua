-- Wrong use is an error that says what would be right, and changes nothing.
local e = world.spawn { Text = { text = "as it was" } }
local function try(fields)
  local ok, why = pcall(e.set_component, e, "Text", fields)
  print(ok, (tostring(why):gsub("^main.lua:%d+:%s*", "")))
end

try { text = {} }
try { text = ("x"):rep(10001) }
try { size = -1 }
try { size = 0 / 0 }
try { size = "big" }
try { color = "red-ish" }
try { align = "middle" }
try { anchor = "center" }
try { kind = "lable" }
try { layer = 1e6 }
try { layer = 1.5 }
try { offset = vec2(0, 1) }
try { colour = "#fff" }
try "hello"
print(e:get_component("Text").text, e:get_component("Text").size)
print(pcall(world.spawn, { Texte = {} }))
