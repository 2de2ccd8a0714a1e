---@meta
-- Made by `luminara bindings`; don't edit it.

---Ways from 0 to 1, for what should begin or end gently: each takes `t` from 0 to 1; times before and after are taken for those.
---
---```lua
---local from, to = vec3(0, 0, 0), vec3(0, 3, 0)
---print(from:lerp(to, ease.out_cubic(0.5)))
---```
---@class ease_module
ease = {}

---Begins gently.
---
---```lua
---print(ease.in_quad(0.5))  --> 0.25
---```
---@param t number
---@return number
function ease.in_quad(t) end

---Ends gently.
---
---```lua
---print(ease.out_quad(0.5))  --> 0.75
---```
---@param t number
---@return number
function ease.out_quad(t) end

---Begins and ends gently.
---
---```lua
---print(ease.in_out_quad(0.25))  --> 0.125
---```
---@param t number
---@return number
function ease.in_out_quad(t) end

---Begins more gently.
---
---```lua
---print(ease.in_cubic(0.5))  --> 0.125
---```
---@param t number
---@return number
function ease.in_cubic(t) end

---Ends more gently.
---
---```lua
---print(ease.out_cubic(0.5))  --> 0.875
---```
---@param t number
---@return number
function ease.out_cubic(t) end

---Begins and ends more gently.
---
---```lua
---print(ease.in_out_cubic(0.5))  --> 0.5
---```
---@param t number
---@return number
function ease.in_out_cubic(t) end

---Begins as a wave leaves its trough.
---
---```lua
---print(ease.in_sine(1))  --> 1.0
---```
---@param t number
---@return number
function ease.in_sine(t) end

---Ends as a wave reaches its crest.
---
---```lua
---print(ease.out_sine(1))  --> 1.0
---```
---@param t number
---@return number
function ease.out_sine(t) end

---From trough to crest.
---
---```lua
---print(ease.in_out_sine(0))  --> 0.0
---```
---@param t number
---@return number
function ease.in_out_sine(t) end

---Doubles its speed again and again.
---
---```lua
---print(ease.in_expo(0), ease.in_expo(1))  --> 0.0 1.0
---```
---@param t number
---@return number
function ease.in_expo(t) end

---Halves its speed again and again.
---
---```lua
---print(ease.out_expo(1))  --> 1.0
---```
---@param t number
---@return number
function ease.out_expo(t) end

---Takes a run-up: goes below 0 first.
---
---```lua
---print(ease.in_back(0.3) < 0)  --> true
---```
---@param t number
---@return number
function ease.in_back(t) end

---Goes beyond 1 and comes back.
---
---```lua
---print(ease.out_back(0.7) > 1)  --> true
---```
---@param t number
---@return number
function ease.out_back(t) end

---Swings about 1 before it comes to rest.
---
---```lua
---print(ease.out_elastic(0.2) > 1)  --> true
---```
---@param t number
---@return number
function ease.out_elastic(t) end

---Falls on 1 and bounces three times.
---
---```lua
---print(ease.out_bounce(1))  --> 1.0
---```
---@param t number
---@return number
function ease.out_bounce(t) end

---A number's part of the way from `low` to `high`, from 0 to 1, begun and ended gently.
---
---```lua
---print(ease.smoothstep(2, 4, 3))  --> 0.5
---```
---@param low number
---@param high number
---@param x number
---@return number
function ease.smoothstep(low, high, x) end

