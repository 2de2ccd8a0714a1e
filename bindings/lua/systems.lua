---@meta
-- Made by `luminara bindings`; don't edit it.

---Functions that are called every frame, or so many times a second: by name, in an order of your choice.
---
---```lua
---systems.register("gravity", function(dt)
---  for _, e in ipairs(world.query { "Velocity" }) do
---    e.velocity.y = e.velocity.y - 9.81 * dt
---  end
---end)
---systems.set_rate("gravity", 30)
---```
---@class systems_module
systems = {}

---Has a function called every frame, before the updates, with the seconds since it was last called. It replaces the system of that
---name. One that fails isn't called again until its script is mended.
---
---```lua
---systems.register("clock", function(dt) print(dt) end)
---```
---@param name string
---@param callback fun(...): any
function systems.register(name, callback) end

---Takes a system away. Nothing happens when there is none of that name.
---
---```lua
---systems.register("clock", print)
---systems.unregister("clock")
---```
---@param name string
function systems.unregister(name) end

---Has a system called again.
---
---```lua
---systems.register("clock", print)
---systems.disable("clock")
---systems.enable("clock")
---```
---@param name string
function systems.enable(name) end

---Has a system left out until it is enabled again.
---
---```lua
---systems.register("clock", print)
---systems.disable("clock")
---```
---@param name string
function systems.disable(name) end

---Whether a system is called. False when there is none of that name.
---
---```lua
---print(systems.is_enabled("clock"))
---```
---@param name string
---@return boolean
function systems.is_enabled(name) end

---Says when a system's turn is: higher ones come first, and all begin with 0.
---
---```lua
---systems.register("late", print)
---systems.set_priority("late", -10)
---```
---@param name string
---@param priority integer
function systems.set_priority(name, priority) end

---Has a system called so many times a second; 0 is every frame. It is never called twice in a frame.
---
---```lua
---systems.register("think", print)
---systems.set_rate("think", 4)
---```
---@param name string
---@param hz number
function systems.set_rate(name, hz) end

---What a system did: a table of `name`, `enabled`, `priority`, `rate`, `calls` and, measured in real milliseconds and so different in
---every run, `last_ms`, `average_ms` and `peak_ms`.
---
---```lua
---systems.register("idle", function() end)
---print(systems.stats("idle").calls)  --> 0
---```
---@param name string
---@return table
function systems.stats(name) end

---The `stats` of all systems, in the order in which they are called.
---
---```lua
---for _, s in ipairs(systems.all_stats()) do print(s.name, s.calls) end
---```
---@return table[]
function systems.all_stats() end

