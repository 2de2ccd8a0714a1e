---@meta
-- Made by `luminara bindings`; don't edit it.

---A colour: `r`, `g`, `b` and `a`, each nominally 0 to 1. `+ - * /` work by channels; a number scales the channels and leaves `a`.
---@class color
---@field r number
---@field g number
---@field b number
---@field a number
---@operator add(color): color
---@operator sub(color): color
---@operator mul(color): color
---@operator div(color): color
---@operator mul(number): color
---@operator div(number): color
local color_methods = {}

---The colour between, at `t` from 0 (this) to 1 (other).
---
---```lua
---entity.color = color.red:lerp(color.blue, 0.5)
---```
---@param other color|string
---@param t number
---@return color|string
function color_methods:lerp(other, t) end

---The same colour with another alpha.
---
---```lua
---entity.color = color.white:with_alpha(0.4)
---```
---@param a number
---@return color|string
function color_methods:with_alpha(a) end

---A copy.
---
---```lua
---local before = entity.color:clone()
---```
---@return color|string
function color_methods:clone() end

---Colours as screens name them (sRGB), each channel from 0 to 1.
---
---```lua
---entity.color = color.hex("#ffb454")
---entity.color = color.palette(3)
---```
---@class color_module
---@field white color White.
---@field black color Black.
---@field red color Red, a warm one.
---@field green color Green, a leaf's.
---@field blue color Blue, an evening's.
---@field yellow color Yellow, a lamp's.
---@overload fun(r: number, g?: number, b?: number, a?: number): color|string
color = {}

---A colour from text such as `#ffb454`, `#fb5` or, with alpha, `#ffb45480`.
---
---```lua
---entity.color = color.hex("#ffb454")
---```
---@param text string
---@return color|string
function color.hex(text) end

---A colour from hue (0 to 1, round and round), saturation and value (0 to 1 each).
---
---```lua
---entity.color = color.hsv(time.total() * 0.1, 0.6, 0.9)
---```
---@param h number
---@param s? number 1 when left out
---@param v? number 1 when left out
---@param a? number 1 when left out
---@return color|string
function color.hsv(h, s, v, a) end

---One of eight colours that go together, by number from 1; it goes round after the last.
---
---```lua
---for i = 1, 8 do
---  world.spawn { position = vec3(i, 0, 0), color = color.palette(i) }
---end
---```
---@param i integer
---@return color|string
function color.palette(i) end

