---@meta
-- Made by `luminara bindings`; don't edit it.

---Keyboard, mouse, touch and gamepads, and the actions that they are bound to.
---
---Keys are named by their place: letters and digits by what a US keyboard shows there, the others `Space`, `Enter`,
---`Escape`, `Up`, `Down`, `Left`, `Right`, `Shift`, `Control`, `Tab` and so on.
---
---An action is what the player means. Bind it here or in `game.toml`, and ask for it; phones get a stick and buttons for
---actions that are bound to arrows or a gamepad:
---
---```toml
---[actions]
---jump = ["Space", "Pad:A", "Touch"]
---move = ["Right", "D", "-Left", "-A", "Pad:LeftStickX"]
---
---[contexts.menu]
---choose = ["Enter", "Pad:A"]
---```
---
---Bindings are keys, `Mouse:Left`, `Wheel:Up`, `Touch`, `Pad:A` (any gamepad's button), `Pad:LeftStickX` (an axis) and
---`Pad:LeftStickX+` (half of one). A `-` before one pulls the action's value down.
---
---```lua
---input.bind("jump", { "Space", "Pad:A" })
---function on_update(entity, dt)
---  if input.is_key_pressed("W") then entity.position.z = entity.position.z - 5 * dt end
---  if input.is_action_just_pressed("jump") then print("hop") end
---end
---```
---@class input_module
input = {}

---Whether a key is held.
---
---```lua
---if input.is_key_pressed("W") then print("on we go") end
---```
---@param key string
---@return boolean
function input.is_key_pressed(key) end

---Whether a key went down in this frame.
---
---```lua
---if input.is_key_just_pressed("Space") then print("jump") end
---```
---@param key string
---@return boolean
function input.is_key_just_pressed(key) end

---Whether a key went up in this frame.
---
---```lua
---if input.is_key_just_released("Space") then print("let go") end
---```
---@param key string
---@return boolean
function input.is_key_just_released(key) end

---Whether a key is held that types a character on the player's own keyboard, upper or lower case.
---
---```lua
---if input.is_character_pressed("+") then print("louder") end
---```
---@param character string
---@return boolean
function input.is_character_pressed(character) end

---Whether a key that types a character went down in this frame.
---
---```lua
---if input.is_character_just_pressed("?") then print("help") end
---```
---@param character string
---@return boolean
function input.is_character_just_pressed(character) end

---What was typed in this frame, in the player's own layout; mostly nothing. While a script asks for it, phones show a button that
---opens their keyboard; Enter and Backspace are keys.
---
---```lua
---this.name = (this.name or "") .. input.text()
---```
---@return string
function input.text() end

---Where the mouse is: pixels from the picture's upper left, to the right and down. See `draw.to_view`.
---
---```lua
---local at = input.mouse_position()
---```
---@return vec2
function input.mouse_position() end

---How far the mouse moved in this frame, pixels; also while it is locked.
---
---```lua
---this.yaw = (this.yaw or 0) - input.mouse_delta().x * 0.003
---```
---@return vec2
function input.mouse_delta() end

---How far the wheel turned in this frame, pixels; down is positive.
---
---```lua
---this.zoom = (this.zoom or 1) * 1.001 ^ input.mouse_wheel()
---```
---@return number
function input.mouse_wheel() end

---Whether a mouse button is held: "Left", "Middle" or "Right".
---
---```lua
---if input.is_mouse_button_pressed("Left") then print("pressing") end
---```
---@param button string
---@return boolean
function input.is_mouse_button_pressed(button) end

---Whether a mouse button went down in this frame.
---
---```lua
---if input.is_mouse_button_just_pressed("Left") then print("click") end
---```
---@param button string
---@return boolean
function input.is_mouse_button_just_pressed(button) end

---Whether a mouse button went up in this frame.
---
---```lua
---if input.is_mouse_button_just_released("Right") then print("done") end
---```
---@param button string
---@return boolean
function input.is_mouse_button_just_released(button) end

---Asks the page to hide the mouse and hold it, so that it can turn without end; `false` lets it go. The page does so at
---the player's next click, and Escape gives the mouse back.
---
---```lua
---input.lock_mouse()
---```
---@param lock? boolean true when left out
function input.lock_mouse(lock) end

---Whether the page holds the mouse.
---
---```lua
---if not input.is_mouse_locked() then print("click to look around") end
---```
---@return boolean
function input.is_mouse_locked() end

---The fingers on the picture, each with `id`, `position` and `start` (pixels, as the mouse's), `just_pressed` and
---`just_released`. The first finger moves the mouse as well.
---
---```lua
---for _, touch in ipairs(input.touches()) do
---  draw.circle(draw.to_view(touch.position), 30, "#ffffff60")
---end
---```
---@return table[]
function input.touches() end

---The numbers of the gamepads that are there; the first is 0.
---
---```lua
---for _, pad in ipairs(input.gamepads()) do print("gamepad", pad) end
---```
---@return integer[]
function input.gamepads() end

---Whether a gamepad's button is held: "A", "B", "X", "Y", "LeftBumper", "RightBumper", "LeftTrigger", "RightTrigger",
---"Back", "Start", "LeftThumb", "RightThumb", "DPadUp", "DPadDown", "DPadLeft", "DPadRight" or "Guide". The first
---gamepad is 0; one that isn't there holds nothing.
---
---```lua
---if input.is_gamepad_button_pressed(0, "A") then print("A") end
---```
---@param pad integer
---@param pad_button string
---@return boolean
function input.is_gamepad_button_pressed(pad, pad_button) end

---Whether a gamepad's button went down in this frame.
---
---```lua
---if input.is_gamepad_button_just_pressed(0, "Start") then print("pause") end
---```
---@param pad integer
---@param pad_button string
---@return boolean
function input.is_gamepad_button_just_pressed(pad, pad_button) end

---Whether a gamepad's button went up in this frame.
---
---```lua
---if input.is_gamepad_button_just_released(0, "A") then print("let go") end
---```
---@param pad integer
---@param pad_button string
---@return boolean
function input.is_gamepad_button_just_released(pad, pad_button) end

---How far a gamepad's stick or trigger is moved. "LeftStick" and "RightStick" give a vec2, to the right and down;
---"LeftStickX", "LeftStickY", "RightStickX" and "RightStickY" a number from -1 to 1; "LeftTrigger" and
---"RightTrigger" one from 0 to 1. A stick at rest gives 0.
---
---```lua
---local stick = input.gamepad_axis(0, "LeftStick")
---```
---@param pad integer
---@param pad_axis string
---@return any
function input.gamepad_axis(pad, pad_axis) end

---Binds an action to keys, buttons and sticks, and to nothing else; in a context other than the first one with
---`context`. How bindings are written stands above.
---
---```lua
---input.bind("jump", { "Space", "Pad:A" })
---input.bind("choose", "Enter", "menu")
---```
---@param action string
---@param bindings any
---@param context? string
function input.bind(action, bindings, context) end

---Takes an action away.
---
---```lua
---input.unbind("jump")
---```
---@param action string
---@param context? string
function input.unbind(action, context) end

---What an action is bound to, as it was written.
---
---```lua
---input.bind("jump", { "Space", "Pad:A" })
---draw.text("Jump: " .. input.bindings("jump")[1], vec2(10, 10))
---```
---@param action string
---@return string[]
function input.bindings(action) end

---Whether an action of the active context is pressed.
---
---```lua
---input.bind("fire", { "Space", "Mouse:Left" })
---if input.is_action_pressed("fire") then print("pew") end
---```
---@param action string
---@return boolean
function input.is_action_pressed(action) end

---Whether an action was pressed in this frame.
---
---```lua
---input.bind("jump", "Space")
---if input.is_action_just_pressed("jump") then audio.play("jump") end
---```
---@param action string
---@return boolean
function input.is_action_just_pressed(action) end

---Whether an action was let go in this frame.
---
---```lua
---input.bind("aim", "Mouse:Right")
---if input.is_action_just_released("aim") then print("shoot") end
---```
---@param action string
---@return boolean
function input.is_action_just_released(action) end

---How far an action is pressed or moved, -1 to 1.
---
---```lua
---input.bind("move", { "Right", "-Left", "Pad:LeftStickX" })
---local speed = input.action_value("move") * 5
---```
---@param action string
---@return number
function input.action_value(action) end

---Lets the actions of a context count, and no others, until it is popped: a menu over the game. What is held then counts
---once it was let go.
---
---```lua
---input.bind("choose", "Enter", "menu")
---input.push_context("menu")
---```
---@param context string
function input.push_context(context) end

---Goes back to the context before, and gives its name. Nothing happens in the first one, "default".
---
---```lua
---input.pop_context()
---```
---@return string
function input.pop_context() end

---The name of the context whose actions count: "default" at first.
---
---```lua
---if input.active_context() == "menu" then print("paused") end
---```
---@return string
function input.active_context() end

---Calls a function when an action is pressed, with true and the action's value, and when it is let go, with false.
---
---```lua
---input.bind("jump", "Space")
---input.on_action("jump", function(pressed, value)
---  if pressed then audio.play("jump") end
---end)
---```
---@param action string
---@param callback fun(...): any
function input.on_action(action, callback) end

