---@meta
-- Made by `luminara bindings`; don't edit it.

---Draws for one frame; what should stay is drawn in every `on_update`.
---
---A place that is a `vec2` is on the screen: units from the upper left, to the right and down, one to a pixel as the
---page counts them, or those of `draw.set_view`. A place that is a `vec3` is in the world.
---
---The last argument is a color, or a table of: `color` (white), `thickness` in screen units (1 for lines; a figure with it
---is an outline), `layer` (0; higher ones cover lower ones), `on_top` (false; in the world, seen through what is in
---front), `radius` of a rectangle's corners (0), `size` (16) and `align` ("left", "center", "right") of text, `normal`
---(vec3(0, 0, 1)) of circles in the world.
---
---```lua
---function on_update()
---  draw.rect(vec2(10, 10), vec2(120, 24), { color = "#12141ac0", radius = 6 })
---  draw.text("Score 12", vec2(18, 12), { size = 16, color = "#ffb454" })
---  draw.line(vec3(0, 0, 0), vec3(0, 3, 0), "#6cb6ff")
---end
---```
---@class draw_module
draw = {}

---A line between two places, both on the screen or both in the world. Its thickness is in screen units, in the
---world too.
---
---```lua
---draw.line(vec2(10, 10), vec2(200, 40), { color = "#ffb454", thickness = 3 })
---```
---@param from any
---@param to any
---@param style? any
function draw.line(from, to, style) end

---A line through a list of places, at most 4096.
---
---```lua
---draw.polyline({ vec2(10, 80), vec2(40, 20), vec2(70, 80) }, { thickness = 2 })
---```
---@param points any[]
---@param style? any
function draw.polyline(points, style) end

---A rectangle from the corner with the smallest coordinates, `size` wide and high: the upper left one on the screen;
---in the world it stands upright, facing +Z.
---
---```lua
---draw.rect(vec2(20, 20), vec2(80, 40), { color = color.palette(3), radius = 8 })
---draw.rect(vec2(20, 20), vec2(80, 40), { thickness = 2, radius = 8 })
---```
---@param corner any
---@param size vec2
---@param style? any
function draw.rect(corner, size, style) end

---A circle about a place; the radius is in the units of its space. In the world it faces along `normal`.
---
---```lua
---draw.circle(vec2(100, 100), 30, "#7fd48a")
---draw.circle(vec3(0, 0.01, 0), 2, { normal = vec3(0, 1, 0), thickness = 2 })
---```
---@param center any
---@param radius number
---@param style? any
function draw.circle(center, radius, style) end

---A polygon with 3 to 4096 corners. It may be dented but must not cross itself.
---
---```lua
---draw.polygon({ vec2(50, 10), vec2(90, 80), vec2(50, 60), vec2(10, 80) }, "#ff6b6b")
---```
---@param points any[]
---@param style? any
function draw.polygon(points, style) end

---Text in the built-in font (Latin letters), at most 10000 letters; `\n` begins a new line. The place is the text's
---upper left corner; with `align` "center" the middle of its upper edge, with "right" its upper right corner. In the
---world it is a label of the same size wherever it hangs.
---
---```lua
---draw.text("Ready?", vec2(160, 90), { size = 32, align = "center" })
---draw.text("home", vec3(0, 2, 0), { on_top = true })
---```
---@param text any
---@param position any
---@param style? any
function draw.text(text, position, style) end

---A picture of the project: a PNG, JPEG, WebP, GIF or SVG file. The place is its upper left corner. On the screen a pixel of it is a
---unit wide; in the world it stands upright, facing +Z, and 32 of its pixels are a metre.
---
---```lua
---function on_update()
---  draw.image("heart.png", vec2(20, 20), { size = vec2(32, 32) })
---end
---```
---@param image string
---@param position any
---@param options? ImageOptions
function draw.image(image, position, options) end

---The same with the place at the picture's middle, or at its `pivot`: one frame of a grid or a sheet, as a `Sprite` shows it.
---
---```lua
---function on_update()
---  draw.sprite("coins.png", vec2(160, 90), { columns = 6, frame = 3, rotation = 0.2 })
---end
---```
---@param image string
---@param position any
---@param options? ImageOptions
function draw.sprite(image, position, options) end

---How many pixels a picture is wide and high, or a frame of it.
---
---```lua
---if assets.exists("hero.png") then print(draw.image_size("hero.png")) end
---```
---@param image string
---@param options? ImageOptions
---@return vec2
function draw.image_size(image, options) end

---How wide and high a text would be.
---
---```lua
---local size = draw.text_size("Game over", 24)
---```
---@param text string
---@param size? number 16 when left out
---@return vec2
function draw.text_size(text, size) end

---The edges of a box in the world, about its middle.
---
---```lua
---draw.box(vec3(0, 1, 0), vec3(2, 2, 2), "#6cb6ff")
---```
---@param center vec3
---@param size vec3
---@param style? any
function draw.box(center, size, style) end

---An arrow from one place to another.
---
---```lua
---draw.arrow(vec3(0, 0, 0), vec3(1, 2, 0), { color = "#7fd48a", thickness = 2 })
---```
---@param from any
---@param to any
---@param style? any
function draw.arrow(from, to, style) end

---The screen's width and height in its units: the picture's, or what `draw.set_view` asked for.
---
---```lua
---local middle = draw.size() / 2
---```
---@return vec2
function draw.size() end

---From now on the screen is `size` units wide and high, fitted into the middle of the picture, however large that is.
---Without a size, a unit is a pixel as the page counts them.
---
---```lua
---draw.set_view(vec2(320, 200))
---```
---@param size? vec2
function draw.set_view(size) end

---A place in the picture's pixels, such as `input.mouse_position()`, in the screen's units.
---
---```lua
---local cursor = draw.to_view(input.mouse_position())
---```
---@param pixels vec2
---@return vec2
function draw.to_view(pixels) end

