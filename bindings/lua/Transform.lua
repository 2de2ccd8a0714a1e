---@meta
-- Made by `luminara bindings`; don't edit it.

---A place, a turn and a size. Fields: `position`, `rotation`, `scale`.
---@class Transform
---@field position vec3 Where it is, metres. +X is right, +Y is up, -Z is forward.
---@field rotation quat How it is turned.
---@field scale vec3 How large it is along each of its own axes; 1 is as made.
local Transform_methods = {}

---Where its forward (-Z) points.
---
---```lua
---print(Transform.new():forward())  --> vec3(0, 0, -1)
---```
---@return vec3
function Transform_methods:forward() end

---Where its right (+X) points.
---
---```lua
---print(Transform.new():right())  --> vec3(1, 0, 0)
---```
---@return vec3
function Transform_methods:right() end

---Where its up (+Y) points.
---
---```lua
---print(Transform.new():up())  --> vec3(0, 1, 0)
---```
---@return vec3
function Transform_methods:up() end

---Turns it so that its forward points at a place.
---
---```lua
---local t = Transform.new(vec3(0, 0, 5))
---t:look_at(vec3(0, 0, 0))
---print(t:forward())  --> vec3(0, 0, -1)
---```
---@param target vec3
function Transform_methods:look_at(target) end

---Places, turns and sizes.
---
---```lua
---local t = Transform.new()
---t.position = vec3(1, 2, 3)
---t:look_at(vec3(0, 0, 0))
---```
---@class Transform_module
Transform = {}

---A Transform at the origin, not turned, of size 1.
---
---```lua
---local t = Transform.new(vec3(1, 2, 3))
---print(t.position, t.scale)  --> vec3(1, 2, 3) vec3(1, 1, 1)
---```
---@param position? vec3
---@param rotation? quat
---@param scale? vec3
---@return Transform
function Transform.new(position, rotation, scale) end

