---@meta
-- Made by `luminara bindings`; don't edit it.

---What is around the entities, the camera, and the whole world as a table.
---
---```lua
---scene.set_environment { sky = color.hex("#0b1026"), horizon = color.hex("#27335c"), fog = 0.02 }
---scene.orbit_camera { target = vec3(0, 1, 0), distance = 8 }
---```
---@class scene_module
scene = {}

---The environment, a copy.
---
---```lua
---print(scene.environment().fog)
---```
---@return Environment
function scene.environment() end

---Sets the given fields of the environment: `sky`, `horizon`, `ground`, `ambient`, `fog`, `exposure`, `sun`, `grid`.
---
---```lua
---scene.set_environment { sky = color.hex("#0b1026"), fog = 0 }
---```
---@param fields any
function scene.set_environment(fields) end

---Paints the background in one colour, or in two: overhead and at the horizon.
---
---```lua
---scene.set_background(color.hex("#101827"), color.hex("#3b4a6b"))
---```
---@param sky color|string
---@param horizon? color|string
function scene.set_background(sky, horizon) end

---The entity that is the camera; a scene without one gets one.
---
---```lua
---scene.camera().position = vec3(0, 5, 10)
---```
---@return entity?
function scene.camera() end

---Puts the camera at a place, looking at another. Ends what moved it by itself.
---
---```lua
---scene.look(vec3(0, 6, 12), vec3(0, 1, 0))
---```
---@param from vec3
---@param at vec3
---@param fov? number
function scene.look(from, at, fov) end

---Has the mouse turn the camera around a place or an entity: dragging turns, the wheel goes nearer.
---
---```lua
---scene.orbit_camera { target = vec3(0, 1, 0), distance = 12, yaw = 0.6, pitch = 0.4 }
---```
---@param options? OrbitOptions
function scene.orbit_camera(options) end

---Has the camera come after an entity.
---
---```lua
---local car = world.spawn { shape = "cube", velocity = vec3(0, 0, -3) }
---scene.follow_camera(car, { offset = vec3(0, 3, 7) })
---```
---@param entity entity
---@param options? FollowOptions
function scene.follow_camera(entity, options) end

---Makes the camera the eyes of an entity that W, A, S, D and the mouse move; without an entity it flies.
---
---```lua
---local me = world.spawn { position = vec3(0, 1, 5), RigidBody = { freedom = "upright" }, Collider = { shape = "capsule" } }
---scene.first_person_camera(me, { height = 0.4, speed = 5 })
---```
---@param entity? entity
---@param options? FirstPersonOptions
function scene.first_person_camera(entity, options) end

---Leaves the camera where it is.
---
---```lua
---scene.orbit_camera()
---scene.release_camera()
---```
function scene.release_camera() end

---Where the ray of a point of the picture starts and goes, for `physics.raycast`: two vec3. The point is in pixels, as
---`input.mouse_position` gives it, of a picture of `size` pixels.
---
---```lua
---local from, to = table.unpack(scene.ray(vec2(160, 100), vec2(320, 200)))
---local hit = physics.raycast(from, to, 100)
---```
---@param point vec2
---@param size vec2
---@return vec3[]
function scene.ray(point, size) end

---The whole world as a table: every entity with its components, those of scripts included, what hangs on what, and the
---environment. Scripts and their variables aren't in it.
---
---```lua
---local checkpoint = scene.save()
---```
---@return table
function scene.save() end

---The whole world as text, for a file of the project that `load` reads: JSON with `entities`, a list of tables of components,
---and `environment`.
---
---```lua
---print(scene.save_text())
---```
---@return string
function scene.save_text() end

---Makes the entities that were saved, in place of all that are there: `saved` is what `save` or `save_text` gave, or the name of
---a `.json` or `.toml` file. In a file an entity may also have what `world.spawn` takes, such as `template` and
---`position = [0, 1, 0]`. Gives the new entities in their order. A script that is attached to an entity goes with it.
---
---```lua
---local checkpoint = scene.save()
---scene.load(checkpoint)
---if assets.exists("level.json") then scene.load("level.json") end
---```
---@param saved any
---@return entity[]
function scene.load(saved) end

