---@meta
-- Made by `luminara bindings`; don't edit it.

---The project's files: data as tables, text, bytes. An asset is called by its file's name, such as "levels/first.json".
---
---A script that loads a file while its top level runs is run again when the file changes, as when its own code does; one
---that waits for the file by `assets.on_reload` goes on instead, and is told.
---
---```lua
---if assets.exists("level.json") then
---  local level = assets.load("level.json")
---  for _, place in ipairs(level.crates) do
---    world.spawn { shape = "cube", position = vec3(table.unpack(place)) }
---  end
---end
---```
---@class assets_module
assets = {}

---A file's content: a table for `.json` and `.toml`, text for what is text, a list of numbers for what is neither. A sound, a
---picture, a font or a model gives its file's name, which is what other modules take. `type` says how to read it: "data", "text"
---or "bytes".
---
---```lua
---print(assets.load("game.toml").scripts[1])  --> main.lua
---print(#assets.load("main.lua", "bytes") == assets.size("main.lua"))  --> true
---```
---@param file string
---@param type? "data" | "text" | "sound" | "image" | "font" | "model" | "script" | "bytes"
---@return any
function assets.load(file, type) end

---Lets go of what `load` keeps of a file for the next time.
---
---```lua
---assets.load("main.lua")
---assets.unload("main.lua")
---print(assets.is_loaded("main.lua"))  --> false
---```
---@param file string
function assets.unload(file) end

---Whether a file's content is kept for the next `load`.
---
---```lua
---print(assets.is_loaded("main.lua"))  --> false
---```
---@param file string
---@return boolean
function assets.is_loaded(file) end

---Whether the project has a file.
---
---```lua
---print(assets.exists("main.lua"), assets.exists("none.json"))  --> true false
---```
---@param file string
---@return boolean
function assets.exists(file) end

---The whole name of the file that is meant by a part of it: "first" or "first.json" for "levels/first.json". Nil where no
---file is meant; of several, the first by name.
---
---```lua
---print(assets.path("orbit"))  --> orbit.lua
---```
---@param name string
---@return string?
function assets.path(name) end

---What sort of file it is: "data", "text", "sound", "image", "font", "model", "script" or "bytes".
---
---```lua
---print(assets.type("game.toml"), assets.type("main.lua"))  --> data script
---```
---@param file string
---@return "data" | "text" | "sound" | "image" | "font" | "model" | "script" | "bytes"
function assets.type(file) end

---How large a file is, bytes.
---
---```lua
---print(assets.size("orbit.lua") > 0)  --> true
---```
---@param file string
---@return integer
function assets.size(file) end

---The files of a sort, by name.
---
---```lua
---for _, file in ipairs(assets.find_by_type("sound")) do print(file) end
---```
---@param type "data" | "text" | "sound" | "image" | "font" | "model" | "script" | "bytes"
---@return string[]
function assets.find_by_type(type) end

---All files by name, or those of a folder.
---
---```lua
---print(table.concat(assets.list(), " "))  --> example.lua game.toml main.lua orbit.lua
---```
---@param folder? string
---@return string[]
function assets.list(folder) end

---Reads a file again, and tells those who wait for it, in the next frame.
---
---```lua
---assets.on_reload(function(file) print(file) end, "game.toml")
---assets.reload("game.toml")  --> game.toml
---```
---@param file string
function assets.reload(file) end

---The same for all files that are loaded, or those of a sort. Gives how many.
---
---```lua
---print(assets.reload_all("data"))  --> 0
---```
---@param type? "data" | "text" | "sound" | "image" | "font" | "model" | "script" | "bytes"
---@return integer
function assets.reload_all(type) end

---Calls a function with a file's name when its content changes, or that of any file that is no script. Content that can't be
---read is reported, and what was loaded before stays. Gives a number for `assets.off`.
---
---```lua
---assets.on_reload(function(file)
---  if assets.type(file) == "data" then print(file, "has changed") end
---end)
---```
---@param callback fun(...): any
---@param file? string
---@return integer
function assets.on_reload(callback, file) end

---Ends what `assets.on_reload` began.
---
---```lua
---local waiting = assets.on_reload(print)
---assets.off(waiting)
---```
---@param listener integer
function assets.off(listener) end

