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

---The colour between, mixed in Oklab: even to the eye, and without the grey of `lerp` half-way between opposites.
---
---```lua
---print(color.blue:mix(color.yellow, 0.5))
---```
---@param other color|string
---@param t number
---@return color|string
function color_methods:mix(other, t) end

---Its hue, saturation and value, each 0 to 1, as a vec3.
---
---```lua
---print(color.hex("#ff0000"):to_hsv())  --> vec3(0, 1, 1)
---```
---@return vec3
function color_methods:to_hsv() end

---Its lightness and its two axes in Oklab, as a vec3.
---
---```lua
---print(color.white:to_oklab().x)
---```
---@return vec3
function color_methods:to_oklab() end

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

---A colour from text such as `#ffb454`, `#fb5` or, with alpha, `#ffb45480`. CSS's other forms and its names are taken too.
---
---```lua
---entity.color = color.hex("#ffb454")
---entity.color = color.hex("hsl(36deg 100% 67%)")
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

---A colour from hue (0 to 1, round and round), saturation and lightness (0 to 1 each; 0 is black, 1 white).
---
---```lua
---print(color.hsl(0.33, 0.6, 0.5))
---```
---@param h number
---@param s? number 1 when left out
---@param l? number 0.5 when left out
---@param a? number 1 when left out
---@return color|string
function color.hsl(h, s, l, a) end

---A colour from Oklab: lightness (0 to 1), green to red and blue to yellow (about -0.4 to 0.4 each). Even steps in it look even.
---
---```lua
---print(color.oklab(0.7, 0.1, 0.1))
---```
---@param l number
---@param a number
---@param b number
---@param alpha? number 1 when left out
---@return color|string
function color.oklab(l, a, b, alpha) end

---A colour from Oklab by lightness (0 to 1), chroma (0 to about 0.3) and hue (0 to 1, round and round): hues of one lightness look as
---light as each other.
---
---```lua
---for i = 1, 8 do print(color.oklch(0.75, 0.13, i / 8)) end
---```
---@param l number
---@param c number
---@param h number
---@param alpha? number 1 when left out
---@return color|string
function color.oklch(l, c, h, alpha) end

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

