---@meta
-- Made by `luminara bindings`; don't edit it.

---Simulated time. It stands still while the scene is paused, and is the same in every run.
---
---```lua
---entity.position.y = math.sin(time.total())
---time.after(2, function() print("two seconds later") end)
---```
---@class time_module
time = {}

---Seconds of this frame.
---
---```lua
---entity.position.x = entity.position.x + 2 * time.delta()
---```
---@return number
function time.delta() end

---Seconds since the start.
---
---```lua
---entity.position.y = math.sin(time.total())
---```
---@return number
function time.total() end

---Frames since the start.
---
---```lua
---if time.frame() % 60 == 0 then entity.color = color.palette(time.frame() // 60) end
---```
---@return integer
function time.frame() end

---Calls a function once, `seconds` from now. Gives a number for `time.cancel`.
---
---```lua
---time.after(0.5, function() print("half a second later") end)  --> half a second later
---```
---@param seconds number
---@param callback fun(...): any
---@return integer
function time.after(seconds, callback) end

---Calls a function every `seconds`, at most once a frame. Gives a number for `time.cancel`.
---
---```lua
---local left = 3
---local timer
---timer = time.every(0.1, function()
---  left = left - 1
---  if left == 0 then time.cancel(timer) end
---end)
---```
---@param seconds number
---@param callback fun(...): any
---@return integer
function time.every(seconds, callback) end

---Ends what `after` or `every` began. Nothing happens when it is over.
---
---```lua
---local alarm = time.after(10, function() entity:destroy() end)
---time.cancel(alarm)
---```
---@param timer integer
function time.cancel(timer) end

