---@meta
-- Made by `luminara bindings`; don't edit it.

---What helps to find out what goes on: values shown in the corner of the picture, marks in the world that stay for a
---while, and a stop. Lua's own `debug` library (`debug.traceback` and the like) is here too.
---
---```lua
---function on_update()
---  debug.watch("height", entity.position.y)
---  if entity.position.y < -10 then debug.break_here() end
---end
---```
---@class debuglib
debug = {}

---Stops here: a debugger, if one is attached, before the next line; else the scene is paused at the end of this frame,
---and the console says where. Without a page there is nobody to go on, so only the console says it.
---
---```lua
---if entity.position.y < -10 then debug.break_here() end
---```
function debug.break_here() end

---Shows a value by its name in the upper left corner of the picture, until `debug.unwatch` or the script's end. At most
---32 are shown, a line each.
---
---```lua
---debug.watch("speed", entity.velocity:length())
---```
---@param name string
---@param value any
function debug.watch(name, value) end

---Shows a watched value no more; without a name none.
---
---```lua
---debug.unwatch("speed")
---```
---@param name? string
function debug.unwatch(name) end

---What is watched, a line each as the picture shows it.
---
---```lua
---debug.watch("lives", 3)
---print(debug.watches()[1])  --> lives: 3
---```
---@return string[]
function debug.watches() end

---A line in the world that stays for some simulated seconds, seen through everything; 0: for this frame.
---
---```lua
---debug.line(vec3(0, 0, 0), entity.position, color.red, 2)
---```
---@param from vec3
---@param to vec3
---@param color? color|string
---@param seconds? number 0 when left out
function debug.line(from, to, color, seconds) end

---The edges of a box, about its middle.
---
---```lua
---debug.box(entity.position, vec3(1, 1, 1), color.yellow, 1)
---```
---@param center vec3
---@param size vec3
---@param color? color|string
---@param seconds? number 0 when left out
function debug.box(center, size, color, seconds) end

---A sphere's circles about the three axes.
---
---```lua
---debug.sphere(entity.position, 2, color.green, 1)
---```
---@param center vec3
---@param radius number
---@param color? color|string
---@param seconds? number 0 when left out
function debug.sphere(center, radius, color, seconds) end

---A label in the world.
---
---```lua
---debug.text("here", entity.position, color.white, 1)
---```
---@param text string
---@param at vec3
---@param color? color|string
---@param seconds? number 0 when left out
function debug.text(text, at, color, seconds) end

