---@meta
-- Made by `luminara bindings`; don't edit it.

---For scripts that run by themselves, without an entity.
---
---```lua
---hooks.on_tick(function(frame, dt) print(frame) end)
---```
---@class hooks_module
hooks = {}

---Calls a function every frame, before the updates, with the frame's number and its seconds.
---
---```lua
---hooks.on_tick(function(frame, dt) if frame == 1 then print("first") end end)
---```
---@param callback fun(...): any
function hooks.on_tick(callback) end

---Calls a function when an action is pressed, with the action's name and value, before the functions of
---`input.on_action`. When it gives true, it has consumed the press: nobody else sees it.
---
---```lua
---input.bind("pause", "Escape")
---hooks.on_action("pause", function(action, value) return true end)
---```
---@param action string
---@param callback fun(...): any
function hooks.on_action(action, callback) end

