---@meta
-- Made by `luminara bindings`; don't edit it.

---Forces, and what is where. Entities take part by their RigidBody, Collider, Trigger and Joint.
---
---```lua
---local ball = world.spawn { shape = "sphere", position = vec3(0, 5, 0), RigidBody = {}, Collider = { bounce = 0.8 } }
---physics.apply_impulse(ball, vec3(2, 0, 0))
---local hit = physics.raycast(vec3(0, 10, 0), vec3(0, -1, 0), 100)
---if hit then print(hit.entity, hit.distance) end
---```
---@class physics_module
physics = {}

---How everything is pulled, metres a second each second. `vec3(0, -9.81, 0)` at first.
---
---```lua
---print(physics.gravity())
---```
---@return vec3
function physics.gravity() end

---Sets how everything is pulled, and wakes all bodies up. No longer than 1,000.
---
---```lua
---physics.set_gravity(vec3(0, -1.62, 0))  -- the moon's
---```
---@param gravity vec3
function physics.set_gravity(gravity) end

---Draws what physics sees, over everything: colliders (green what moves, darker at rest, grey what doesn't, blue what scripts
---move, violet triggers), contacts in red and joints in yellow.
---
---```lua
---physics.debug_draw()
---physics.debug_draw(true, { contacts = false })
---```
---@param on? boolean true when left out
---@param options? DebugDrawOptions
function physics.debug_draw(on, options) end

---Pushes a body during this frame, newtons; call it every frame for a lasting push. With `point`, a place of the world, it
---turns the body as well. A force on what isn't dynamic does nothing.
---
---```lua
---local rocket = world.spawn { shape = "capsule", RigidBody = {} }
---hooks.on_tick(function() physics.apply_force(rocket, vec3(0, 12, 0)) end)
---```
---@param entity entity
---@param force vec3
---@param point? vec3
function physics.apply_force(entity, force, point) end

---Pushes a body at once, newton seconds: a body of 1 kg is then faster by 1 m/s for each. With `point`, a place of the
---world, it turns the body as well.
---
---```lua
---local ball = world.spawn { shape = "sphere", RigidBody = {} }
---physics.apply_impulse(ball, vec3(0, 4, -2))
---```
---@param entity entity
---@param impulse vec3
---@param point? vec3
function physics.apply_impulse(entity, impulse, point) end

---Turns a body at once, newton metre seconds about each axis of the world.
---
---```lua
---local top = world.spawn { shape = "cone", RigidBody = {} }
---physics.apply_torque_impulse(top, vec3(0, 1, 0))
---```
---@param entity entity
---@param impulse vec3
function physics.apply_torque_impulse(entity, impulse) end

---Pushes every dynamic body within `radius` metres away from a place: newton seconds at the middle, less with distance. Gives
---how many it pushed.
---
---```lua
---local crate = world.spawn { shape = "cube", position = vec3(1, 0, 0), RigidBody = {} }
---print(physics.explode(vec3(0, 0, 0), 5, 10))  --> 1
---```
---@param center vec3
---@param radius number
---@param impulse number
---@return integer
function physics.explode(center, radius, impulse) end

---How heavy a body is, kilograms; 0 where it is not moved by physics.
---
---```lua
---local ball = world.spawn { shape = "sphere", RigidBody = { mass = 3 } }
---print(physics.mass(ball))  --> 3.0
---```
---@param entity entity
---@return number
function physics.mass(entity) end

---Whether a body rests and is left out until something touches it.
---
---```lua
---local crate = world.spawn { shape = "cube", RigidBody = {} }
---print(physics.is_asleep(crate))  --> false
---```
---@param entity entity
---@return boolean
function physics.is_asleep(entity) end

---Wakes a body up.
---
---```lua
---local crate = world.spawn { shape = "cube", RigidBody = {} }
---physics.wake_up(crate)
---```
---@param entity entity
function physics.wake_up(entity) end

---The first thing that a ray meets, or nil: a table of `entity`, `point`, `normal` and `distance` in metres.
---
---```lua
---local hit = physics.raycast(vec3(0, 10, 0), vec3(0, -1, 0), 50)
---if hit then print(hit.entity.name, hit.point, hit.normal, hit.distance) end
---```
---@param origin vec3
---@param direction vec3
---@param max? number 1000 when left out
---@param options? QueryOptions
---@return table?
function physics.raycast(origin, direction, max, options) end

---Everything that a ray meets, nearest first, each as `raycast` gives it.
---
---```lua
---for _, hit in ipairs(physics.raycast_all(vec3(0, 10, 0), vec3(0, -1, 0), 50)) do
---  print(hit.entity, hit.distance)
---end
---```
---@param origin vec3
---@param direction vec3
---@param max? number 1000 when left out
---@param options? QueryOptions
---@return table[]
function physics.raycast_all(origin, direction, max, options) end

---Whether nothing solid is between two places. Name the entities at both ends in `without`.
---
---```lua
---local a = world.spawn { shape = "sphere", position = vec3(-3, 1, 0), Collider = {} }
---local b = world.spawn { shape = "sphere", position = vec3(3, 1, 0), Collider = {} }
---print(physics.line_of_sight(a.position, b.position, { without = { a, b } }))  --> true
---```
---@param from vec3
---@param to vec3
---@param options? QueryOptions
---@return boolean
function physics.line_of_sight(from, to, options) end

---The entities whose colliders touch a ball.
---
---```lua
---for _, e in ipairs(physics.overlap_sphere(vec3(0, 0, 0), 5)) do print(e) end
---```
---@param center vec3
---@param radius number
---@param options? QueryOptions
---@return entity[]
function physics.overlap_sphere(center, radius, options) end

---The entities whose colliders touch a box of edges `size`.
---
---```lua
---print(#physics.overlap_box(vec3(0, 1, 0), vec3(4, 2, 4)))
---```
---@param center vec3
---@param size vec3
---@param rotation? quat
---@param options? QueryOptions
---@return entity[]
function physics.overlap_box(center, size, rotation, options) end

---What a shape meets first on its way, or nil; as `raycast` gives it, with the distance that the shape goes. `shape` is
---"ball", "box", "capsule", "cylinder" or "cone", `size` its edges.
---
---```lua
---local hit = physics.shape_cast("ball", vec3(1, 1, 1), vec3(0, 5, 0), vec3(0, -1, 0), 20)
---if hit then print("the ball would stop after", hit.distance) end
---```
---@param shape string
---@param size vec3
---@param from vec3
---@param direction vec3
---@param max? number 1000 when left out
---@param options? QueryOptions
---@return table?
function physics.shape_cast(shape, size, from, direction, max, options) end

