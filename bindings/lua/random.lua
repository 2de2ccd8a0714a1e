---@meta
-- Made by `luminara bindings`; don't edit it.

---Seeded random numbers: the same project gives the same numbers in every run. Each running script has its own.
---
---```lua
---local x = random.float(-5, 5)
---local die = random.int(1, 6)
---```
---@class random_module
random = {}

---A number from `min` up to `max`.
---
---```lua
---local speed = random.float(2, 5)
---```
---@param min? number 0 when left out
---@param max? number 1 when left out
---@return number
function random.float(min, max) end

---A whole number from `min` to `max`, both among them.
---
---```lua
---local die = random.int(1, 6)
---print(die >= 1 and die <= 6)  --> true
---```
---@param min integer
---@param max integer
---@return integer
function random.int(min, max) end

---True in `p` of all cases: `random.chance(0.25)` in one of four.
---
---```lua
---if random.chance(0.25) then entity.color = color.red end
---```
---@param p? number 0.5 when left out
---@return boolean
function random.chance(p) end

---One of a list's values.
---
---```lua
---local word = random.pick({ "sun", "moon", "star" })
---```
---@param list any[]
---@return any
function random.pick(list) end

---A direction of length 1, every one as likely.
---
---```lua
---entity.velocity = random.direction() * 3
---```
---@return vec3
function random.direction() end

---A place within a ball about the origin, every one as likely.
---
---```lua
---entity.position = random.in_sphere(10)
---```
---@param radius? number 1 when left out
---@return vec3
function random.in_sphere(radius) end

---Starts this script's numbers anew.
---
---```lua
---random.seed(7)
---local first = random.int(1, 100)
---random.seed(7)
---print(random.int(1, 100) == first)  --> true
---```
---@param seed integer
function random.seed(seed) end

