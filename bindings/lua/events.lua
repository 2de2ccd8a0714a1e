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
---events.send("coin_taken", { value = 5 })
---```
---@param type string
---@param data? any
function events.send(type, data) end

---Tells the scripts of one entity.
---
---```lua
---local door = world.spawn { shape = "cube" }
---events.send_to(door, "open", { speed = 2 })
---```
---@param entity entity
---@param type string
---@param data? any
function events.send_to(entity, type, data) end

---Calls a function with the data of every event of a type that is sent to all. Gives a number for `events.off`.
---
---```lua
---events.on("coin_taken", function(data) print("worth", data.value) end)
---```
---@param type string
---@param callback fun(...): any
---@return integer
function events.on(type, callback) end

---Ends what `events.on` began.
---
---```lua
---local listener = events.on("tick", print)
---events.off(listener)
---```
---@param listener integer
function events.off(listener) end

