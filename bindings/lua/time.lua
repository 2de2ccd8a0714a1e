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
---print(time.delta())
---```
---@return number
function time.delta() end

---Seconds since the start.
---
---```lua
---print(math.sin(time.total()))
---```
---@return number
function time.total() end

---Frames since the start.
---
---```lua
---if time.frame() % 60 == 0 then print("another sixty") end
---```
---@return integer
function time.frame() end

---How fast time passes: 1 at first.
---
---```lua
---print(time.scale())  --> 1.0
---```
---@return number
function time.scale() end

---Has time pass faster or slower from the next frame on, from 0, where it stands still, to 10.
---
---```lua
---time.set_scale(0.25)  -- slow motion
---```
---@param scale number
function time.set_scale(scale) end

---Calls a function once, `seconds` from now. Gives a number for `time.cancel`.
---
---```lua
---time.after(1.5, function() print("now") end)
---```
---@param seconds number
---@param callback fun(...): any
---@return integer
function time.after(seconds, callback) end

---Calls a function every `seconds`, at most once a frame. Gives a number for `time.cancel`.
---
---```lua
---time.every(0.5, function() print("tick") end)
---```
---@param seconds number
---@param callback fun(...): any
---@return integer
function time.every(seconds, callback) end

---Ends what `after` or `every` began. Nothing happens when it is over.
---
---```lua
---local timer = time.every(1, function() print("tick") end)
---time.after(3.5, function() time.cancel(timer) end)
---```
---@param timer integer
function time.cancel(timer) end

