---@meta
-- Made by `luminara bindings`; don't edit it.

---Four numbers: `x`, `y`, `z`, `w`. Operators as for vec3.
---
---```lua
---local a, b = vec4(1, 1, 1, 1), vec4(1, 3, 1, 1)
---print(a:length(), a:length_squared(), a:dot(b), a:distance(b))  --> 2.0 4.0 6.0 2.0
---print(a:min(b), a:max(b))  --> vec4(1, 1, 1, 1) vec4(1, 3, 1, 1)
---print(a:lerp(b, 0.5), a:normalize(), a:clone() == a)  --> vec4(1, 2, 1, 1) vec4(0.5, 0.5, 0.5, 0.5) true
---print(a:clamp_length(1))  --> vec4(0.5, 0.5, 0.5, 0.5)
---```
---@class vec4
---@field x number
---@field y number
---@field z number
---@field w number
---@operator add(vec4): vec4
---@operator sub(vec4): vec4
---@operator mul(vec4): vec4
---@operator div(vec4): vec4
---@operator mul(number): vec4
---@operator div(number): vec4
---@operator unm: vec4
local vec4_methods = {}

---How long it is.
---@return number
function vec4_methods:length() end

---Its length squared: cheaper, and enough to compare.
---@return number
function vec4_methods:length_squared() end

---The same direction with length 1; zero stays zero.
---@return vec4
function vec4_methods:normalize() end

---The sum of the products of the parts: 0 when they are at right angles.
---@param other vec4
---@return number
function vec4_methods:dot(other) end

---How far it is from here to there.
---@param other vec4
---@return number
function vec4_methods:distance(other) end

---The point between, at `t` from 0 (here) to 1 (there).
---@param other vec4
---@param t number
---@return vec4
function vec4_methods:lerp(other, t) end

---The smaller of each part.
---@param other vec4
---@return vec4
function vec4_methods:min(other) end

---The larger of each part.
---@param other vec4
---@return vec4
function vec4_methods:max(other) end

---The same direction, no longer than `max`.
---@param max number
---@return vec4
function vec4_methods:clamp_length(max) end

---A copy.
---@return vec4
function vec4_methods:clone() end

---Four numbers that belong together.
---
---```lua
---print(vec4(1, 2, 3, 4) * 2)  --> vec4(2, 4, 6, 8)
---```
---@class vec4_module
---@overload fun(x?: number, y?: number, z?: number, w?: number): vec4
vec4 = {}

