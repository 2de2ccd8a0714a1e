---@meta
-- Made by `luminara bindings`; don't edit it.

---Makes, finds and destroys entities.
---
---```lua
---local lamp = world.spawn { shape = "sphere", position = vec3(0, 2, 0), color = color.hex("#ffb454") }
---for _, e in ipairs(world.query { "Transform", "Velocity" }) do
---  print(e, e.position)
---end
---```
---@class world_module
world = {}

---Makes an entity. It has a Transform; `fields` may name more: short forms such as `position`, `color`, `shape` and `name`, or
---components such as `Velocity = { linear = vec3(0, 1, 0) }`.
---
---```lua
---local crate = world.spawn { shape = "cube", position = vec3(0, 0.5, 0) }
---```
---@param fields? table
---@return entity
function world.spawn(fields) end

---Destroys an entity at the end of the frame, after its `on_destroy`. Nothing happens when it is gone already.
---
---```lua
---world.destroy(entity)
---print(world.is_valid(entity))  --> false
---```
---@param entity entity
function world.destroy(entity) end

---Destroys all entities of a list.
---
---```lua
---world.destroy_all(world.find_by_tag("enemy"))
---```
---@param entities entity[]
function world.destroy_all(entities) end

---Whether an entity is there and was not destroyed.
---
---```lua
---print(world.is_valid(entity), world.is_valid(nil))  --> true false
---```
---@param entity? entity
---@return boolean
function world.is_valid(entity) end

---The number of entities that are alive.
---
---```lua
---local before = world.count()
---world.spawn()
---print(world.count() - before)  --> 1
---```
---@return integer
function world.count() end

---The entities that have all of the named components and, with `without = { … }`, none of those.
---
---```lua
---local moving = world.query { "Transform", "Velocity", without = { "Frozen" } }
---```
---@param components table
---@return entity[]
function world.query(components) end

---The entities with a tag.
---
---```lua
---for _, enemy in ipairs(world.find_by_tag("enemy")) do
---  enemy.color = color.red
---end
---```
---@param tag string
---@return entity[]
function world.find_by_tag(tag) end

---The first entity with a name, or nil.
---
---```lua
---local player = world.find_by_name("player")
---if player then player.position = vec3(0, 1, 0) end
---```
---@param name string
---@return entity?
function world.find_by_name(name) end

---The entities whose position is within `radius` metres of `center`.
---
---```lua
---local near = world.find_in_radius(entity.position, 5)
---print(#near > 0)  --> true
---```
---@param center vec3
---@param radius number
---@return entity[]
function world.find_in_radius(center, radius) end

---The positions of many entities, in the order of the list. One call, however many.
---
---```lua
---local enemies = world.find_by_tag("enemy")
---local places = world.get_positions(enemies)
---print(#places == #enemies)  --> true
---```
---@param entities entity[]
---@return vec3[]
function world.get_positions(entities) end

---Moves many entities: the first to the first position, and so on. One call, however many.
---
---```lua
---local pair = { world.spawn(), world.spawn() }
---world.set_positions(pair, { vec3(-1, 0, 0), vec3(1, 0, 0) })
---print(pair[2].position)  --> vec3(1, 0, 0)
---```
---@param entities entity[]
---@param positions vec3[]
function world.set_positions(entities, positions) end

---The rotations of many entities, in the order of the list.
---
---```lua
---local turns = world.get_rotations({ entity })
---print(turns[1] == entity.rotation)  --> true
---```
---@param entities entity[]
---@return quat[]
function world.get_rotations(entities) end

---Turns many entities: the first to the first rotation, and so on.
---
---```lua
---world.set_rotations({ entity }, { quat.from_euler(0, math.pi, 0) })
---```
---@param entities entity[]
---@param rotations quat[]
function world.set_rotations(entities, rotations) end

