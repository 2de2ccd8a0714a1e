---@meta
-- Made by `luminara bindings`; don't edit it.

---A thing in the world. `position`, `rotation`, `scale`, `color`, `velocity`, `shape`, `name` and `tag` are short for fields of
---its components; writing one adds the component where it has none.
---
---```lua
---entity.position = entity.position + vec3(0, dt, 0)
---entity.position.x = 3
---```
---@class entity
---@field parent entity? What it hangs on, or nil.
---@field world_position vec3 Where it is in the world, metres, whatever it hangs on.
---@field world_rotation quat How it is turned in the world, whatever it hangs on.
---@field position vec3 Where it is, metres; relative to its parent, if it has one.
---@field rotation quat How it is turned.
---@field scale vec3 How large it is along each of its axes. A number may be given for all three.
---@field transform Transform The whole of its Transform, a copy.
---@field velocity vec3 Metres a second that it moves by itself. Zero where it has no Velocity.
---@field color color|string Its colour. Text may be given, as in CSS: "tomato", "#ffb454", "rgb(255 180 84)".
---@field shape "cube" | "sphere" | "plane" | "cylinder" | "capsule" | "cone" | "torus"|nil The shape that is drawn, or nil.
---@field name string? Its name, or nil.
---@field tag string? Its tag, or nil.
local entity_methods = {}

---Its number. No other living entity has it.
---
---```lua
---print(entity:id() == world.spawn():id())  --> false
---```
---@return integer
function entity_methods:id() end

---Destroys it at the end of the frame, after its `on_destroy`.
---
---```lua
---entity:destroy()
---print(entity:is_valid())  --> false
---```
function entity_methods:destroy() end

---Whether it is there and was not destroyed.
---
---```lua
---if entity:is_valid() then entity.color = color.green end
---```
---@return boolean
function entity_methods:is_valid() end

---Gives it a component: a built-in one with its defaults and the fields given, or one of your own with any value.
---
---```lua
---entity:add_component("Velocity", { linear = vec3(0, 0, -4) })
---entity:add_component("Health", { current = 100, max = 100 })
---```
---@param component string
---@param fields? any
function entity_methods:add_component(component, fields) end

---Takes a component away. Nothing happens when it has none.
---
---```lua
---entity:add_component("Frozen")
---entity:remove_component("Frozen")
---print(entity:has_component("Frozen"))  --> false
---```
---@param component string
function entity_methods:remove_component(component) end

---A copy of a component, or nil. Change it and give it back by `set_component`.
---
---```lua
---entity:add_component("Velocity", { linear = vec3(1, 0, 0) })
---local velocity = entity:get_component("Velocity")
---velocity.linear.y = 5
---entity:set_component("Velocity", velocity)
---```
---@param component string
---@return any?
function entity_methods:get_component(component) end

---Sets the fields given of a component, and adds it where it has none.
---
---```lua
---entity:set_component("Material", { roughness = 0.1 })
---entity:set_component("Health", { current = 80, max = 100 })
---```
---@param component string
---@param fields? any
function entity_methods:set_component(component, fields) end

---Whether it has a component.
---
---```lua
---print(entity:has_component("Transform"))  --> true
---```
---@param component string
---@return boolean
function entity_methods:has_component(component) end

---Its tag, or nil.
---
---```lua
---entity:set_tag("enemy")
---print(entity:get_tag())  --> enemy
---```
---@return string?
function entity_methods:get_tag() end

---Sets its tag.
---
---```lua
---entity:set_tag("enemy")
---print(#world.find_by_tag("enemy") > 0)  --> true
---```
---@param value string
function entity_methods:set_tag(value) end

---Runs a script of the project on it, from the next frame on. `fields` go into the script's `this`.
---
---```lua
---local planet = world.spawn { shape = "sphere" }
---planet:attach_script("orbit.lua", { radius = 4, speed = 0.5 })
---```
---@param file string
---@param fields? table
function entity_methods:attach_script(file, fields) end

---Turns it so that its forward points at a place.
---
---```lua
---entity:look_at(vec3(0, 0, 0))
---```
---@param target vec3
function entity_methods:look_at(target) end

---Hangs it on another entity: its Transform is then relative to that one's, and it goes when that one goes. nil lets it go
---free. It keeps its Transform, so it may jump.
---
---```lua
---local planet = world.spawn { shape = "sphere" }
---local moon = world.spawn { shape = "sphere", scale = 0.3, position = vec3(2, 0, 0), parent = planet }
---print(moon.parent == planet, #planet:children())
---```
---@param value? entity
function entity_methods:set_parent(value) end

---What hangs on it, in the order in which it was hung there.
---
---```lua
---world.spawn { shape = "cube", position = vec3(1, 0, 0), parent = entity }
---print(#entity:children())  --> 1
---```
---@return entity[]
function entity_methods:children() end

---How an entity moves by itself. Applied after the scripts of each frame.
---@class Velocity
---@field linear vec3 Metres a second.
---@field angular vec3 Radians a second about each axis of the world.

---What an entity looks like: its shape.
---@class Mesh
---@field shape "cube" | "sphere" | "plane" | "cylinder" | "capsule" | "cone" | "torus" The shape.
---@field visible boolean Whether it is drawn.
---@field shadow boolean Whether it throws a shadow.

---What an entity looks like: its surface.
---@class Material
---@field color color|string Its colour; an alpha below 1 lets what is behind it through.
---@field roughness number From 0, a mirror, to 1, chalk.
---@field metallic number From 0, paint, to 1, metal.
---@field emissive number How much light it gives off by itself, as a multiple of its colour. It lights nothing else.

---Makes an entity a light. A scene without a sun gets one.
---@class Light
---@field kind "point" | "sun" What sort.
---@field color color|string Its colour.
---@field intensity number How bright it is. 1 is a lamp's or a clear day's usual.
---@field range number How far a point light reaches, metres.
---@field shadows boolean Whether a sun throws shadows.

---Makes an entity the camera, looking along its forward. A scene without one gets one; of several, the first active one is used.
---@class Camera
---@field active boolean Whether it is in use.
---@field fov number How wide it sees from its lower to its upper edge, degrees.
---@field ortho_height number Above 0: no perspective, and this many metres from its lower to its upper edge.
---@field near number Nothing nearer than this is seen, metres.
---@field far number Nothing farther than this is seen, metres.

---Makes an entity move as things do: it falls, bounces, rolls and pushes. It comes with a Collider, of the form of its Mesh
---unless said otherwise, and with a Velocity, which is the body's own.
---
---```lua
---local crate = world.spawn { shape = "cube", position = vec3(0, 5, 0), RigidBody = {} }
---crate.velocity = vec3(0, 3, 0)
---```
---@class RigidBody
---@field kind "dynamic" | "kinematic" | "static" What moves it.
---@field freedom "full" | "upright" | "flat" How it may move.
---@field mass number How heavy it is, kilograms. 0: its colliders' volume times their density.
---@field gravity_scale number How strongly gravity pulls it; 1 is as everything, 0 lets it float, -1 lets it rise.
---@field linear_damping number How fast its speed fades, a second; 0 is never.
---@field angular_damping number How fast its spin fades, a second; 0 is never.
---@field bullet boolean Whether it is kept from going through thin things when it is fast. Costs time.
---@field can_sleep boolean Whether it may fall asleep while nothing happens to it. Saves time.

---Makes an entity solid. Without a RigidBody it never moves by itself; a child's belongs to the nearest RigidBody above it.
---
---```lua
---world.spawn { shape = "plane", scale = 40, Collider = { friction = 0.9 } }
---```
---@class Collider
---@field shape "auto" | "box" | "ball" | "capsule" | "cylinder" | "cone" | "plane" | "hull" Its form.
---@field size vec3 How large it is along each axis, as a multiple of the entity's scale.
---@field offset vec3 Where its middle lies, in the entity's own space.
---@field points vec3[] The corners of a hull, in the entity's own space: 4 to 255.
---@field friction number From 0, ice, to 1, rubber, and beyond. Of two that touch, the mean counts.
---@field bounce number From 0, a bag of sand, to 1, a ball that never stops bouncing. Of two that touch, the higher counts.
---@field density number What a cubic metre of it weighs, kilograms. At 1 a crate of edge 1 weighs 1 kg, so that forces are small numbers.
---@field sensor boolean Whether things go through it, and only `on_trigger` tells of it.
---@field layers integer The layers that it is in, a bit each. Two colliders meet when each is in a layer that the other meets.
---@field collides_with integer The layers that it meets, a bit each.

---A room that tells who comes in and goes: `on_trigger(entity, name, other)` and `on_trigger_end`. Nothing bumps into it.
---
---```lua
---local goal = world.spawn { position = vec3(0, 1, -8), Trigger = { name = "goal", size = vec3(3, 2, 1) } }
---```
---@class Trigger
---@field name string What the scripts are told.
---@field shape "auto" | "box" | "ball" | "capsule" | "cylinder" | "cone" | "plane" | "hull" Its form.
---@field size vec3 How large it is along each axis, as a multiple of the entity's scale.
---@field offset vec3 Where its middle lies, in the entity's own space.

---Ties an entity's body to another's, or to the world. The bodies that it ties pass through each other unless `collide` is set. For more
---than one joint on a body, put the others on entities of their own and name the body in `body`.
---
---```lua
---local door = world.spawn { shape = "cube", scale = vec3(1, 2, 0.1), RigidBody = {},
---  Joint = { kind = "revolute", anchor = vec3(-0.5, 0, 0), axis = vec3(0, 1, 0) } }
---```
---@class Joint
---@field kind "fixed" | "revolute" | "prismatic" | "spherical" | "spring" | "rope" How it holds.
---@field body entity? The body that it holds; nil: the entity's own.
---@field target entity? What it is held to; nil: the world, where the body is when the joint is made.
---@field anchor vec3 Where it holds the body: metres from its middle, turned with it.
---@field target_anchor vec3? Where it holds the target, in the same way; nil: where `anchor` is when the joint is made.
---@field axis vec3 The hinge's or rail's direction, in the body's own space.
---@field min number The least angle of a hinge, radians, or place on a rail, metres. No limit while `min` and `max` are equal.
---@field max number The greatest.
---@field motor_speed number How fast a motor drives the hinge, radians a second, or the rail, metres a second.
---@field motor_force number The greatest torque or force of the motor; 0 is no motor.
---@field length number A spring's or rope's length, metres.
---@field stiffness number A spring's pull, newtons a metre.
---@field damping number How fast a spring comes to rest, newtons a metre a second.
---@field collide boolean Whether the two bodies bump into each other.

---An entity's name, for `world.find_by_name`. Names need not differ.
---@class Name
---@field value string The name.

---What sort of thing an entity is, for `world.find_by_tag`.
---@class Tag
---@field value string The tag.

---Text that hangs on an entity and goes where it goes, in the built-in font (Latin letters).
---
---Of a scene's Texts, 100000 letters are drawn, less one for each figure and letter that `draw` draws in the frame.
---
---```lua
---local home = world.spawn { shape = "cube", Text = { text = "home", offset = vec3(0, 0.8, 0), anchor = "bottom" } }
---home:set_component("Text", { text = "sweet home", color = "#ffb454" })
---world.spawn { position = vec3(0, 2, -3), Text = { text = "EXIT", kind = "sign", size = 80 } }
---```
---@class Text
---@field text string What it says, or a number; `\n` begins a new line. At most 10000 letters.
---@field size number How high a line's letters are: units of the screen, as `draw.text` has them; a sign's centimetres, before its entity's scale.
---@field color color|string Its colour.
---@field align "left" | "center" | "right" Where its lines lie along its place.
---@field anchor "top" | "middle" | "bottom" Which height of it is at its place.
---@field kind "label" | "sign" Whether it faces the viewer or lies in the world.
---@field offset vec3 Its place, from the entity's: metres along the world's axes; a sign's in the entity's own space.
---@field visible boolean Whether it is drawn.
---@field on_top boolean Whether it is seen through what is in front.
---@field layer integer Higher layers cover lower ones.

---Makes an entity sound, from where it is and wherever it goes, until the entity or the component goes.
---
---Of the sounds that loop, 64 are heard at once; the others wait. One that an edit of the script leaves as it is goes on.
---
---```lua
---local bee = world.spawn { shape = "sphere", scale = 0.2, AudioSource = { sound = "bass", looping = true, pitch = 4 } }
---bee:set_component("AudioSource", { volume = 0.2 })
---world.spawn { position = vec3(4, 0, 0), AudioSource = { sound = "bell", max_distance = 20 } }
---```
---@class AudioSource
---@field sound string A built-in sound (`audio.sounds()` lists them) or a file of the project; "" is none. Another one begins anew.
---@field volume number How loud it is: 1 is as it was made, up to 4.
---@field pitch number How high it is: 2 is an octave higher and twice as fast; from 0.01 to 16.
---@field looping boolean Whether it begins again when it ends.
---@field playing boolean Whether it plays. One that doesn't loop plays once each time that this becomes true.
---@field spatial boolean Whether it comes from the entity's place; otherwise it is equally loud everywhere.
---@field min_distance number Up to here it is as loud as ever, metres from the camera.
---@field max_distance number Where it stops growing softer, metres.
---@field rolloff number How fast it grows softer; 1 is as in the world.
---@field model "linear" | "inverse" | "exponential" How it grows softer.
---@field bus string What it is mixed into, as `audio.set_bus_volume` calls it.

---A picture that hangs on an entity and goes where it goes. It gives its own light.
---
---The picture is a PNG, JPEG, WebP, GIF (its first frame) or SVG file of the project, or one frame of it: of a grid of `columns` and
---`rows`, or of a sheet that TexturePacker or Aseprite packed, whose JSON file is named as the image then.
---
---```lua
---world.spawn { position = vec3(0, 1, 0), Sprite = { image = "hero.png", size = vec2(1, 2), pivot = vec2(0.5, 1) } }
---local coin = world.spawn { Sprite = { image = "coins.png", columns = 6, frame = 2 } }
---coin:set_component("Sprite", { flip_x = true, tint = "#ffb454" })
---```
---@class Sprite
---@field image string An image file of the project, or the JSON file of a sheet; "" is none.
---@field frame integer Which frame of a grid or a sheet, row by row from 1.
---@field region string Which frame of a sheet, by its name; it goes before `frame`.
---@field columns integer How many frames the image has beside each other.
---@field rows integer How many frames the image has below each other.
---@field margin integer Pixels around all frames of a grid.
---@field spacing integer Pixels between two frames of a grid.
---@field size vec2 Width and height in metres. A side that is 0 follows from the other; where both are, `pixels_per_meter` counts.
---@field pixels_per_meter number How many of the image's pixels are a metre.
---@field pivot vec2 What of it is at the entity's place, from its upper left: (0.5, 0.5) is its middle, (0.5, 1) its feet.
---@field flip_x boolean Whether it is mirrored from left to right.
---@field flip_y boolean Whether it is upside down.
---@field tint color|string A colour that it is multiplied by; its alpha makes it transparent.
---@field border vec4 How many pixels of its left, upper, right and lower side keep their size however large it is: of a frame or a button.
---@field facing "flat" | "billboard" | "upright" Which way it looks.
---@field pixelated boolean Whether its pixels stay squares when it is enlarged.
---@field layer integer Higher layers cover lower ones; in one layer, what is nearer covers what is farther.
---@field y_sort boolean Among those of its layer, what is lower covers what is higher, as where one looks down at a floor.
---@field on_top boolean Whether it is seen through what is in front.
---@field visible boolean Whether it is drawn.

---The sky, the air and the light that comes from all sides.
---@class Environment
---@field sky color|string The sky overhead.
---@field horizon color|string The sky at the horizon, and the fog.
---@field ground color|string What light from below looks like.
---@field ambient number How much light comes from all sides; 1 is a clear day.
---@field fog number How thick the fog is; 0 is none, 0.02 hides what is a few hundred metres away.
---@field exposure number How bright the picture is; 1 is as it is.
---@field sun boolean Whether there is a sun in a scene that makes none itself.
---@field grid boolean Whether the grid is drawn where a scene has no ground.

---What `physics.debug_draw` shows.
---@class DebugDrawOptions
---@field colliders? boolean Whether it shows colliders. (true when left out)
---@field contacts? boolean Whether it shows where they touch. (true when left out)
---@field joints? boolean Whether it shows joints. (true when left out)

---What a query sees.
---@class QueryOptions
---@field without? entity[]|entity What it doesn't see: an entity, or a list of them. ({} when left out)
---@field triggers? boolean Whether it sees triggers. (false when left out)
---@field dynamic? boolean Whether it sees only what physics moves. (false when left out)
---@field layers? integer The layers that it sees, a bit each; all of them when it isn't said.

---How a sound is played.
---@class PlayOptions
---@field volume? number How loud it is; 1 is as it was made. (0 to 4; 1 when left out)
---@field pitch? number How high it is; 2 is an octave higher and twice as fast. (above 0, up to 16; 1 when left out)
---@field pan? number From where it is heard: -1 is left, 1 is right. (-1 to 1; 0 when left out)
---@field looping? boolean Whether it begins again when it ends. (false when left out)
---@field fade? number Seconds in which it swells. (0 to 3600; 0 when left out)
---@field bus? string The bus that it is mixed into. ("sounds" when left out)
---@field spatial? boolean Whether it comes from a place of the world. When it isn't said, it does if there is a place.
---@field position? vec3 The place of the world where it comes from.
---@field min_distance? number Up to here it is as loud as ever, metres from the camera. This and what follows are for a sound with a place. (0 to 1000000000; 1 when left out)
---@field max_distance? number Where it stops growing softer, metres from the camera. (0 to 1000000000; 50 when left out)
---@field rolloff? number How fast it grows softer; 1 is as in the world. (0 to 1000000000; 1 when left out)
---@field model? "linear" | "inverse" | "exponential" By which formula it grows softer. ("inverse" when left out)

---How a picture is drawn.
---@class ImageOptions
---@field size? vec2 Width and height, in the units of its space. A side that is 0 follows from the other; where both are, its pixels count. (vec2(0, 0) when left out)
---@field frame? integer Which frame of a grid or a sheet, row by row from 1. (1 when left out)
---@field region? string Which frame of a sheet, by its name; it goes before `frame`. ("" when left out)
---@field columns? integer How many frames the image has beside each other. (1 to 8192; 1 when left out)
---@field rows? integer How many frames the image has below each other. (1 to 8192; 1 when left out)
---@field margin? integer Pixels around all frames of a grid. (0 to 8192; 0 when left out)
---@field spacing? integer Pixels between two frames of a grid. (0 to 8192; 0 when left out)
---@field pivot? vec2 What of it is at the place, from its upper left: vec2(0.5, 1) is its feet.
---@field rotation? number How far it is turned about its place, radians; on the screen as the hands of a clock go, in the world against them. (0 when left out)
---@field flip_x? boolean Whether it is mirrored from left to right. (false when left out)
---@field flip_y? boolean Whether it is upside down. (false when left out)
---@field tint? color|string A colour that it is multiplied by; its alpha makes it transparent. (color(1, 1, 1, 1) when left out)
---@field border? vec4 How many pixels of its left, upper, right and lower side keep their size however large it is: of a frame or a button. (vec4(0, 0, 0, 0) when left out)
---@field pixelated? boolean Whether its pixels stay squares when it is enlarged. (true when left out)
---@field layer? integer Higher layers cover lower ones. (-32768 to 32767; 0 when left out)
---@field on_top? boolean In the world: whether it is seen through what is in front. (false when left out)

---How the camera turns around something. What is out of range is taken as the nearest that isn't.
---@class OrbitOptions
---@field target? vec3|entity What it turns around: a place, or an entity wherever it goes. (vec3(0, 0, 0) when left out)
---@field distance? number How far it is from there, metres, 0.2 to 5000. (10 when left out)
---@field yaw? number How far it is turned about the target's up, radians. (0.6 when left out)
---@field pitch? number How high it stands above level, radians, -1.5 to 1.5. (0.45 when left out)

---How the camera comes after an entity. What is out of range is taken as the nearest that isn't.
---@class FollowOptions
---@field offset? vec3 Where it would like to be, metres from the entity, not turned with it. (vec3(0, 4, 8) when left out)
---@field stiffness? number How closely it follows, 0 to 1000: 1 is lazy, 20 as if on a rod. (5 when left out)

---How the camera sees and walks as an entity. What is out of range is taken as the nearest that isn't.
---@class FirstPersonOptions
---@field height? number Where the eyes are above the entity's middle, metres. (0.5 when left out)
---@field speed? number How fast it walks, metres a second, 0 to 1000. (4 when left out)
---@field yaw? number Where it looks at first, radians about up. (0 when left out)
---@field pitch? number How far above level it looks at first, radians, -1.5 to 1.5. (0 when left out)

---The script's own state, which stays when its code is replaced.
---@type table<string, any>
this = {}

---`on_init(entity)`, or its alias `on_start`: once, in the first frame.
---
---```lua
---function on_init(entity)
---  entity.color = color.palette(2)
---end
---```
---@alias on_init fun(entity: entity)

---`on_update(entity, dt)`: every frame; `dt` is its seconds.
---
---```lua
---function on_update(entity, dt)
---  entity.position.y = entity.position.y + dt
---end
---```
---@alias on_update fun(entity: entity, dt: number)

---`on_fixed_update(entity, dt)`: every fixed step, before the updates; `dt` is its seconds.
---
---```lua
---function on_fixed_update(entity, dt)
---  entity.velocity = entity.velocity - vec3(0, 9.81 * dt, 0)
---end
---```
---@alias on_fixed_update fun(entity: entity, dt: number)

---`on_event(type, data)`: an event arrived, the frame after it was sent.
---
---```lua
---function on_event(type, data)
---  if type == "coin" then print("coins: " .. data.count) end --> coins: 3
---end
---events.send("coin", { count = 3 })
---```
---@alias on_event fun(type: string, data: any)

---`on_collision(entity, other, contact)`: it began to touch another.
---
---```lua
---function on_collision(entity, other, contact)
---  if contact.speed > 5 then print("a hard knock from", other.name) end
---end
---```
---@alias on_collision fun(entity: entity, other: entity, contact: any)

---`on_collision_stay(entity, other)`: it still touches another; every frame but the first.
---
---```lua
---function on_collision_stay(entity, other)
---  if other.tag == "lava" then entity.color = color.red end
---end
---```
---@alias on_collision_stay fun(entity: entity, other: entity)

---`on_collision_end(entity, other)`: it no longer touches another.
---
---```lua
---function on_collision_end(entity, other)
---  print("no longer on", other:is_valid() and other.name)
---end
---```
---@alias on_collision_end fun(entity: entity, other: entity)

---`on_trigger(entity, name, other)`: another came into its trigger, or it came into another's.
---
---```lua
---function on_trigger(entity, name, other)
---  if name == "goal" then print("scored by", other.name) end
---end
---```
---@alias on_trigger fun(entity: entity, name: string, other: entity)

---`on_trigger_stay(entity, name, other)`: the other is still in it; every frame but the first.
---
---```lua
---function on_trigger_stay(entity, name, other)
---  if name == "wind" then physics.apply_force(other, vec3(0, 20, 0)) end
---end
---```
---@alias on_trigger_stay fun(entity: entity, name: string, other: entity)

---`on_trigger_end(entity, name, other)`: the other left it.
---
---```lua
---function on_trigger_end(entity, name, other)
---  if name == "door" then print("the door closes") end
---end
---```
---@alias on_trigger_end fun(entity: entity, name: string, other: entity)

---`on_destroy(entity)`: the entity or the script goes.
---
---```lua
---function on_destroy(entity)
---  print("the last place: ", entity.position)
---end
---```
---@alias on_destroy fun(entity: entity)

---`on_save() -> state`: the code is about to be replaced, and the project asks for `reload = "restore"`. What it returns goes to the new
---code's `on_restore`.
---
---```lua
---function on_save()
---  return { score = this.score }
---end
---```
---@alias on_save fun(): any

---`on_restore(state)`: instead of `on_init`, with what the old code's `on_save` returned. `this` is empty then.
---
---```lua
---function on_restore(state)
---  this.score = state.score
---end
---```
---@alias on_restore fun(state: any)

---`on_reload()`: the code was replaced. `this` is as it was, locals are new.
---
---```lua
---function on_reload()
---  print("new code, old state: " .. tostring(this.score))
---end
---```
---@alias on_reload fun()

