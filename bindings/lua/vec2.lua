---@meta
-- Made by `luminara bindings`; don't edit it.

---Two numbers: `x`, `y`. `+ - * /` and unary `-` work by parts; `*` and `/` also take a number.
---
---```lua
---local a, b = vec2(3, 4), vec2(0, 8)
---print(a:length(), a:length_squared(), a:dot(b), a:distance(b))  --> 5.0 25.0 32.0 5.0
---print(a:min(b), a:max(b), a:lerp(b, 0.5))  --> vec2(0, 4) vec2(3, 8) vec2(1.5, 6)
---print(b:normalize(), b:clamp_length(2), a:clone() == a)  --> vec2(0, 1) vec2(0, 2) true
---```
---@class vec2
---@field x number
---@field y number
---@operator add(vec2): vec2
---@operator sub(vec2): vec2
---@operator mul(vec2): vec2
---@operator div(vec2): vec2
---@operator mul(number): vec2
---@operator div(number): vec2
---@operator unm: vec2
local vec2_methods = {}

---How long it is.
---@return number
function vec2_methods:length() end

---Its length squared: cheaper, and enough to compare.
---@return number
function vec2_methods:length_squared() end

---The same direction with length 1; zero stays zero.
---@return vec2
function vec2_methods:normalize() end

---The sum of the products of the parts: 0 when they are at right angles.
---@param other vec2
---@return number
function vec2_methods:dot(other) end

---How far it is from here to there.
---@param other vec2
---@return number
function vec2_methods:distance(other) end

---The point between, at `t` from 0 (here) to 1 (there).
---@param other vec2
---@param t number
---@return vec2
function vec2_methods:lerp(other, t) end

---The smaller of each part.
---@param other vec2
---@return vec2
function vec2_methods:min(other) end

---The larger of each part.
---@param other vec2
---@return vec2
function vec2_methods:max(other) end

---The same direction, no longer than `max`.
---@param max number
---@return vec2
function vec2_methods:clamp_length(max) end

---A copy.
---@return vec2
function vec2_methods:clone() end

---Two numbers that belong together: a point on the screen, a direction on the ground.
---
---```lua
---local v = vec2(3, 4)
---print(v:length())  --> 5.0
---```
---@class vec2_module
---@overload fun(x?: number, y?: number): vec2
vec2 = {}

