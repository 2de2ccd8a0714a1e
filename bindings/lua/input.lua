---@meta
-- Made by `luminara bindings`; don't edit it.

---Keyboard and mouse. Keys are named by their place: letters and digits by what a US keyboard shows there, the others
---`Space`, `Enter`, `Escape`, `Up`, `Down`, `Left`, `Right`, `Shift`, `Control`, `Tab` and so on.
---
---```lua
---if input.is_key_pressed("W") then entity.position.z = entity.position.z - 5 * dt end
---if input.is_key_just_pressed("Space") then print("jump") end
---```
---@class input_module
input = {}

---Whether a key is held.
---
---```lua
---if input.is_key_pressed("Up") then entity.position = entity.position + vec3(0, 0, -5 * dt) end
---```
---@param key string
---@return boolean
function input.is_key_pressed(key) end

---Whether a key went down in this frame.
---
---```lua
---if input.is_key_just_pressed("Space") then entity.velocity = vec3(0, 4, 0) end
---```
---@param key string
---@return boolean
function input.is_key_just_pressed(key) end

---Whether a key went up in this frame.
---
---```lua
---if input.is_key_just_released("Space") then entity.velocity = vec3(0, 0, 0) end
---```
---@param key string
---@return boolean
function input.is_key_just_released(key) end

---Where the mouse is: pixels from the picture's upper left, to the right and down.
---
---```lua
---local at = input.mouse_position()
---if at.x < 100 then print("at the left edge") end
---```
---@return vec2
function input.mouse_position() end

---How far the mouse moved in this frame, pixels.
---
---```lua
---local moved = input.mouse_delta()
---entity.rotation = entity.rotation * quat.from_euler(0, -moved.x * 0.01, 0)
---```
---@return vec2
function input.mouse_delta() end

---How far the wheel turned in this frame, pixels; down is positive.
---
---```lua
---entity.scale = entity.scale:length() * (1 - input.mouse_wheel() * 0.001)
---```
---@return number
function input.mouse_wheel() end

---Whether a mouse button is held: "Left", "Middle" or "Right".
---
---```lua
---if input.is_mouse_button_pressed("Left") then entity.color = color.yellow end
---```
---@param button string
---@return boolean
function input.is_mouse_button_pressed(button) end

---Whether a mouse button went down in this frame.
---
---```lua
---if input.is_mouse_button_just_pressed("Left") then world.spawn { position = entity.position } end
---```
---@param button string
---@return boolean
function input.is_mouse_button_just_pressed(button) end

---Whether a mouse button went up in this frame.
---
---```lua
---if input.is_mouse_button_just_released("Right") then entity.color = color.white end
---```
---@param button string
---@return boolean
function input.is_mouse_button_just_released(button) end

