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
---components such as `Velocity = { linear = vec3(0, 1, 0) }`. `script` is a file that runs on it, or a list of files, `children`
---lists the tables of what hangs on it, `template` names a kind of thing that the other fields come on top of.
---
---```lua
---local crate = world.spawn { shape = "cube", position = vec3(0, 0.5, 0) }
---world.define_template("ball", { shape = "sphere", scale = 0.5 })
---local ball = world.spawn { template = "ball", position = vec3(0, 2, 0) }
---```
---@param fields? table
---@return entity
function world.spawn(fields) end

---Destroys an entity at the end of the frame, after its `on_destroy`, with all that hangs on it. Nothing happens when it is
---gone already.
---
---```lua
---local crate = world.spawn { shape = "cube" }
---world.destroy(crate)
---```
---@param entity entity
function world.destroy(entity) end

---Destroys all entities of a list.
---
---```lua
---world.destroy_all(world.find_by_tag("bullet"))
---```
---@param entities entity[]
function world.destroy_all(entities) end

---Whether an entity is there and was not destroyed.
---
---```lua
---local target = world.find_by_name("target")
---if world.is_valid(target) then print(target.position) end
---```
---@param entity? entity
---@return boolean
function world.is_valid(entity) end

---The number of entities that are alive.
---
---```lua
---print(world.count())
---```
---@return integer
function world.count() end

---Makes a kind of thing known, for `spawn_template` and the `template` of `spawn`: a table as `world.spawn` takes it. game.toml
---may have some too, as in `[templates.lamp]`; a script's of the same name goes before.
---
---```lua
---world.define_template("lamp", { shape = "sphere", scale = 0.3, color = "#ffcf5a",
---  Light = { intensity = 2 }, children = { { shape = "cylinder", position = vec3(0, -2, 0) } } })
---world.define_template("planet", { shape = "sphere", script = "orbit.lua" })
---```
---@param name string
---@param fields table
function world.define_template(name, fields) end

---Makes `n` entities of a template, and gives them as a list. `fields` come on top of the template's.
---
---```lua
---world.define_template("crate", { shape = "cube", RigidBody = {} })
---for i, crate in ipairs(world.spawn_template("crate", 5)) do
---  crate.position = vec3(0, i * 1.1, 0)
---end
---```
---@param name string
---@param n? integer 1 when left out
---@param fields? table
---@return entity[]
function world.spawn_template(name, n, fields) end

---The entities that have all of the named components and, with `without = { … }`, none of those. Asking again costs next to
---nothing as long as no entity came, went or changed its components.
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
---for _, coin in ipairs(world.find_by_tag("coin")) do coin:destroy() end
---```
---@param tag string
---@return entity[]
function world.find_by_tag(tag) end

---The first entity with a name, or nil.
---
---```lua
---local door = world.find_by_name("door")
---```
---@param name string
---@return entity?
function world.find_by_name(name) end

---The entities whose place is within `radius` metres of `center`, found without looking at all of them.
---
---```lua
---for _, e in ipairs(world.find_in_radius(vec3(0, 0, 0), 5)) do print(e) end
---```
---@param center vec3
---@param radius number
---@return entity[]
function world.find_in_radius(center, radius) end

---The positions of many entities, in the order of the list. One call, however many.
---
---```lua
---local all = world.query { "Mesh" }
---for i, p in ipairs(world.get_positions(all)) do print(all[i], p) end
---```
---@param entities entity[]
---@return vec3[]
function world.get_positions(entities) end

---Moves many entities: the first to the first position, and so on. One call, however many.
---
---```lua
---local all = world.query { "Mesh" }
---local places = {}
---for i = 1, #all do places[i] = vec3(i, 0, 0) end
---world.set_positions(all, places)
---```
---@param entities entity[]
---@param positions vec3[]
function world.set_positions(entities, positions) end

---The rotations of many entities, in the order of the list.
---
---```lua
---local turns = world.get_rotations(world.query { "Mesh" })
---```
---@param entities entity[]
---@return quat[]
function world.get_rotations(entities) end

---Turns many entities: the first to the first rotation, and so on.
---
---```lua
---local all = world.query { "Mesh" }
---local turns = {}
---for i = 1, #all do turns[i] = quat.from_euler(0, i, 0) end
---world.set_rotations(all, turns)
---```
---@param entities entity[]
---@param rotations quat[]
function world.set_rotations(entities, rotations) end

