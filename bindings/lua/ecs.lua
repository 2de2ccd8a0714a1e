---@meta
-- Made by `luminara bindings`; don't edit it.

---Entities and components by number: the same world as `world` and the methods of an entity, for those who keep ids. A number is what
---`entity:id()` gives.
---
---```lua
---local id = ecs.spawn { shape = "cube" }
---ecs.set(id, "Velocity", { linear = vec3(0, 1, 0) })
---```
---@class ecs_module
ecs = {}

---Makes an entity, as `world.spawn` does. Gives its number.
---
---```lua
---local id = ecs.spawn { shape = "sphere" }
---```
---@param fields? table
---@return integer
function ecs.spawn(fields) end

---Destroys an entity at the end of the frame. Nothing happens when it is gone already.
---
---```lua
---ecs.despawn(ecs.spawn())
---```
---@param id integer
function ecs.despawn(id) end

---The entity of a number.
---
---```lua
---local e = ecs.entity(ecs.spawn())
---print(e.position)
---```
---@param id integer
---@return entity
function ecs.entity(id) end

---A copy of a component, or nil.
---
---```lua
---print(ecs.get(ecs.spawn(), "Transform").position)
---```
---@param id integer
---@param component string
---@return any?
function ecs.get(id, component) end

---Sets the fields given of a component, and adds it where the entity has none.
---
---```lua
---ecs.set(ecs.spawn(), "Health", { current = 80 })
---```
---@param id integer
---@param component string
---@param fields? any
function ecs.set(id, component, fields) end

---Whether an entity has a component.
---
---```lua
---print(ecs.has(ecs.spawn(), "Mesh"))  --> false
---```
---@param id integer
---@param component string
---@return boolean
function ecs.has(id, component) end

---Takes a component away. Nothing happens when there is none.
---
---```lua
---ecs.remove(ecs.spawn { shape = "cube" }, "Mesh")
---```
---@param id integer
---@param component string
function ecs.remove(id, component) end

---The numbers of the entities that have all of the named components: names, or a list of them that may have
---`without = { … }` and then gives those that have none of these.
---
---```lua
---for _, id in ipairs(ecs.query("Mesh", "Transform")) do print(id) end
---for _, id in ipairs(ecs.query { "Mesh", without = "Velocity" }) do print(id) end
---```
---@param ... any
---@return integer[]
function ecs.query(...) end

