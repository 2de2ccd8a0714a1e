---@meta
-- Made by `luminara bindings`; don't edit it.

---A rotation. `a * b` turns by `b`, then by `a`; `q * v` turns a vec3.
---@class quat
---@field x number
---@field y number
---@field z number
---@field w number
---@operator mul(quat): quat
---@operator mul(vec3): vec3
---@operator unm: quat
local quat_methods = {}

---A vector, turned. The same as `q * v`.
---
---```lua
---print(quat.identity():rotate_vec3(vec3(1, 2, 3)))  --> vec3(1, 2, 3)
---```
---@param v vec3
---@return vec3
function quat_methods:rotate_vec3(v) end

---The rotation that undoes this one.
---
---```lua
---local turn = quat.from_euler(0, 1, 0)
---local back = turn:inverse() * (turn * vec3(1, 0, 0))
---print(back:distance(vec3(1, 0, 0)) < 0.001)  --> true
---```
---@return quat
function quat_methods:inverse() end

---The same rotation, unit length again after many products.
---
---```lua
---entity.rotation = (entity.rotation * quat.from_euler(0, dt, 0)):normalize()
---```
---@return quat
function quat_methods:normalize() end

---The rotation between, at `t` from 0 (this) to 1 (other), at even speed along the shorter way.
---
---```lua
---local target = quat.look_to(vec3(1, 0, 0))
---entity.rotation = entity.rotation:slerp(target, 5 * dt)
---```
---@param other quat
---@param t number
---@return quat
function quat_methods:slerp(other, t) end

---The angle of the turn, radians, 0 to pi.
---
---```lua
---print(quat.from_axis_angle(vec3(0, 1, 0), 0.5):angle())
---```
---@return number
function quat_methods:angle() end

---Where forward (-Z) points after the turn.
---
---```lua
---entity.position = entity.position + entity.rotation:forward() * 2 * dt
---```
---@return vec3
function quat_methods:forward() end

---Where right (+X) points after the turn.
---
---```lua
---print(quat.identity():right())  --> vec3(1, 0, 0)
---```
---@return vec3
function quat_methods:right() end

---Where up (+Y) points after the turn.
---
---```lua
---print(quat.identity():up())  --> vec3(0, 1, 0)
---```
---@return vec3
function quat_methods:up() end

---The angles that `quat.from_euler` takes, radians, as a vec3.
---
---```lua
---print(quat.from_euler(0.5, 0, 0):to_euler().x > 0.49)  --> true
---```
---@return vec3
function quat_methods:to_euler() end

---A copy.
---
---```lua
---local before = entity.rotation:clone()
---```
---@return quat
function quat_methods:clone() end

---Rotations. Angles are radians.
---
---```lua
---local turn = quat.from_axis_angle(vec3(0, 1, 0), math.pi / 2)
---print(turn * vec3(1, 0, 0))  -- points along -Z
---```
---@class quat_module
---@overload fun(x?: number, y?: number, z?: number, w?: number): quat
quat = {}

---The rotation that turns nothing.
---
---```lua
---entity.rotation = quat.identity()
---```
---@return quat
function quat.identity() end

---A rotation from three angles in radians, about X, then Y, then Z as seen from the turned object's parent.
---
---```lua
---entity.rotation = quat.from_euler(0, math.rad(90), 0)
---```
---@param x number
---@param y number
---@param z number
---@return quat
function quat.from_euler(x, y, z) end

---A rotation about an axis, counter-clockwise when the axis points at you. `angle` is in radians.
---
---```lua
---entity.rotation = quat.from_axis_angle(vec3(0, 1, 0), time.total())
---```
---@param axis vec3
---@param angle number
---@return quat
function quat.from_axis_angle(axis, angle) end

---The rotation whose forward (-Z) points along `direction`, its up as near to `up` as can be.
---
---```lua
---entity.rotation = quat.look_to(vec3(1, 0, 0))
---print(entity.rotation:forward():distance(vec3(1, 0, 0)) < 0.001)  --> true
---```
---@param direction vec3
---@param up? vec3 vec3.up when left out
---@return quat
function quat.look_to(direction, up) end

---The shortest rotation from one direction to another.
---
---```lua
---local turn = quat.between(vec3(1, 0, 0), vec3(0, 1, 0))
---print((turn * vec3(1, 0, 0)):distance(vec3(0, 1, 0)) < 0.001)  --> true
---```
---@param from vec3
---@param to vec3
---@return quat
function quat.between(from, to) end

