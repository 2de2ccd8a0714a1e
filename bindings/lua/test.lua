---@meta
-- Made by `luminara bindings`; don't edit it.

---Tests of scripts. `luminara test` and the page's Tests pane run each one in a fresh copy of the project; otherwise
---`test(…)` does nothing. Files named `…_test.lua`, `test_….lua` or in a folder `tests` are run for their tests alone.
---
---```lua
---test("a thrown ball comes down", function()
---  local ball = world.spawn { position = vec3(0, 1, 0), velocity = vec3(0, -3, 0) }
---  test.after(30, function()
---    test.is_true(ball.position.y < 0, "still up there")
---  end)
---end)
---```
---@class test_module
---@overload fun(name: string, callback: fun(...): any): nil
test = {}

---Asserts that both are the same: numbers by value, tables by content.
---
---```lua
---test.equal(#"four", 4)
---test.equal({ 1, 2, x = "y" }, { 1, 2, x = "y" })
---```
---@param actual any
---@param expected any
---@param message? string
function test.equal(actual, expected, message) end

---Asserts that they are not the same.
---
---```lua
---test.not_equal(world.spawn(), world.spawn())
---```
---@param actual any
---@param other any
---@param message? string
function test.not_equal(actual, other, message) end

---Asserts that numbers, vectors, rotations or colours are within `tolerance` of each other, part by part.
---
---```lua
---test.near(math.sin(math.pi), 0)
---test.near(vec3(1, 2, 3), vec3(1, 2, 3.05), 0.1)
---```
---@param actual any
---@param expected any
---@param tolerance? number 0.00001 when left out
---@param message? string
function test.near(actual, expected, tolerance, message) end

---Asserts that the value is true. Like Lua, only `false` and `nil` are not.
---
---```lua
---test.is_true(world.is_valid(entity))
---```
---@param value? any
---@param message? string
function test.is_true(value, message) end

---Asserts that the value is false or nil.
---
---```lua
---test.is_false(entity:has_component("Frozen"))
---```
---@param value? any
---@param message? string
function test.is_false(value, message) end

---Asserts that the value is nil.
---
---```lua
---test.is_nil(world.find_by_name("nobody"))
---```
---@param value? any
---@param message? string
function test.is_nil(value, message) end

---Asserts that a call failed with a message that contains `text`. Give it what `pcall` gives.
---
---```lua
---test.error("too fast", pcall(function() error("too fast by half") end))
---test.error("expects a vec3", pcall(function() entity.position = 3 end))
---```
---@param text string
---@param ... any
function test.error(text, ...) end

---Lets the test fail.
---
---```lua
---if world.count() > 1000 then test.fail("far too many entities") end
---```
---@param message string
function test.fail(message) end

---Goes on with the test after some frames: the scene runs, then the function is called. Outside of a test, nothing happens.
---
---```lua
---test("falls", function()
---  local stone = world.spawn { velocity = vec3(0, -1, 0) }
---  test.after(60, function() test.near(stone.position.y, -1, 0.05) end)
---end)
---```
---
---Fails when a test would take more than 36000 frames.
---@param frames integer
---@param callback fun(...): any
function test.after(frames, callback) end

