---@meta
-- Made by `luminara bindings`; don't edit it.

---What is around the entities.
---
---```lua
---scene.set_environment { sky = color.hex("#0b1026"), horizon = color.hex("#27335c"), fog = 0.02 }
---```
---@class scene_module
scene = {}

---The environment, a copy.
---
---```lua
---local around = scene.environment()
---print(around.exposure)  --> 1.0
---```
---@return Environment
function scene.environment() end

---Sets the given fields of the environment: `sky`, `horizon`, `ground`, `ambient`, `fog`, `exposure`, `sun`, `grid`.
---
---```lua
---scene.set_environment { sky = color.hex("#0b1026"), fog = 0.02 }
---```
---@param fields any
function scene.set_environment(fields) end

