---@meta
-- Made by `luminara bindings`; don't edit it.

---Three numbers: `x`, `y`, `z`. `+ - * /` and unary `-` work by parts; `*` and `/` also take a number.
---@class vec3
---@field x number
---@field y number
---@field z number
---@operator add(vec3): vec3
---@operator sub(vec3): vec3
---@operator mul(vec3): vec3
---@operator div(vec3): vec3
---@operator mul(number): vec3
---@operator div(number): vec3
---@operator unm: vec3
local vec3_methods = {}

---How long it is.
---
---```lua
---print(vec3(2, 3, 6):length())  --> 7.0
---```
---@return number
function vec3_methods:length() end

---Its length squared: cheaper, and enough to compare.
---
---```lua
---if (entity.position - vec3(0, 0, 0)):length_squared() < 25 then print("within 5 metres") end
---```
---@return number
function vec3_methods:length_squared() end

---The same direction with length 1; zero stays zero.
---
---```lua
---print(vec3(0, 0, 9):normalize())  --> vec3(0, 0, 1)
---```
---@return vec3
function vec3_methods:normalize() end

---The sum of the products of the parts: 0 when they are at right angles.
---
---```lua
---print(vec3(1, 2, 3):dot(vec3(4, 5, 6)))  --> 32.0
---```
---@param other vec3
---@return number
function vec3_methods:dot(other) end

---The vector at right angles to both, by the right-hand rule.
---
---```lua
---print(vec3(1, 0, 0):cross(vec3(0, 1, 0)))  --> vec3(0, 0, 1)
---```
---@param other vec3
---@return vec3
function vec3_methods:cross(other) end

---How far it is from here to there.
---
---```lua
---print(vec3(0, 3, 0):distance(vec3(4, 0, 0)))  --> 5.0
---```
---@param other vec3
---@return number
function vec3_methods:distance(other) end

---The angle between the two directions, radians, 0 to pi.
---
---```lua
---print(vec3(1, 0, 0):angle_to(vec3(0, 1, 0)))  -- a quarter turn
---```
---@param other vec3
---@return number
function vec3_methods:angle_to(other) end

---The direction after it bounces off a surface with this normal.
---
---```lua
---print(vec3(1, -1, 0):reflect(vec3(0, 1, 0)))  --> vec3(1, 1, 0)
---```
---@param normal vec3
---@return vec3
function vec3_methods:reflect(normal) end

---The part of it along another direction.
---
---```lua
---print(vec3(3, 4, 0):project(vec3(1, 0, 0)))  --> vec3(3, 0, 0)
---```
---@param onto vec3
---@return vec3
function vec3_methods:project(onto) end

---The point `step` nearer to another, and never beyond it.
---
---```lua
---print(vec3(0, 0, 0):move_towards(vec3(10, 0, 0), 3))  --> vec3(3, 0, 0)
---```
---@param other vec3
---@param step number
---@return vec3
function vec3_methods:move_towards(other, step) end

---The point between, at `t` from 0 (here) to 1 (there).
---
---```lua
---entity.position = entity.position:lerp(vec3(0, 2, 0), 5 * dt)
---```
---@param other vec3
---@param t number
---@return vec3
function vec3_methods:lerp(other, t) end

---The smaller of each part.
---
---```lua
---print(vec3(1, 5, 3):min(vec3(4, 2, 6)))  --> vec3(1, 2, 3)
---```
---@param other vec3
---@return vec3
function vec3_methods:min(other) end

---The larger of each part.
---
---```lua
---print(vec3(1, 5, 3):max(vec3(4, 2, 6)))  --> vec3(4, 5, 6)
---```
---@param other vec3
---@return vec3
function vec3_methods:max(other) end

---The same direction, no longer than `max`.
---
---```lua
---entity.velocity = entity.velocity:clamp_length(3)
---```
---@param max number
---@return vec3
function vec3_methods:clamp_length(max) end

---A copy.
---
---```lua
---local before = entity.position:clone()
---```
---@return vec3
function vec3_methods:clone() end

---Three numbers that belong together: a place, a direction, a size. +X is right, +Y is up, -Z is forward.
---
---```lua
---local a, b = vec3(1, 2, 3), vec3(4, 5, 6)
---print(a + b, a * 2, a:dot(b))  --> vec3(5, 7, 9) vec3(2, 4, 6) 32.0
---```
---@class vec3_module
---@field zero vec3 No length and no direction.
---@field one vec3 All parts 1.
---@field up vec3 +Y.
---@field right vec3 +X.
---@field forward vec3 -Z.
---@overload fun(x?: number, y?: number, z?: number): vec3
vec3 = {}

