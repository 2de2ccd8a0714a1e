---@meta
-- Made by `luminara bindings`; don't edit it.

---Messages between scripts. They arrive in the next frame, in every script's `on_event(type, data)`.
---
---```lua
---events.send("player_died", { cause = "fall" })
---
---function on_event(type, data)
---  if type == "player_died" then print("Player died: " .. data.cause) end
---end
---```
---@class events_module
events = {}

---Tells all scripts.
---
---```lua
---events.send("player_died", { cause = "fall" })
---```
---@param type string
---@param data? any
function events.send(type, data) end

---Tells the scripts of one entity.
---
---```lua
---events.send_to(entity, "hit", { amount = 10 })
---
---function on_event(type, data)
---  print(type, data.amount)  --> hit 10
---end
---```
---@param entity entity
---@param type string
---@param data? any
function events.send_to(entity, type, data) end

