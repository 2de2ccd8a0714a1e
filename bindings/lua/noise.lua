---@meta
-- Made by `luminara bindings`; don't edit it.

---Numbers that change smoothly from place to place and never repeat: hills, clouds, a trembling hand. All from -1 to 1, the same in
---every run.
---
---```lua
---for x = 0, 9 do
---  world.spawn { shape = "cube", position = vec3(x, noise.perlin(x * 0.3) * 2, 0) }
---end
---```
---@class noise_module
noise = {}

---Random values at whole places, smooth in between.
---
---```lua
---print(noise.value(1.5, 2.25))
---```
---@param x? number 0 when left out
---@param y? number 0 when left out
---@param z? number 0 when left out
---@param seed? integer 0 when left out
---@return number
function noise.value(x, y, z, seed) end

---Ken Perlin's gradient noise: 0 at whole places, rounder than `value`.
---
---```lua
---print(noise.perlin(0.5, 0.5))
---```
---@param x? number 0 when left out
---@param y? number 0 when left out
---@param z? number 0 when left out
---@param seed? integer 0 when left out
---@return number
function noise.perlin(x, y, z, seed) end

---Simplex noise: as `perlin`, without its grain along the axes.
---
---```lua
---print(noise.simplex(0.5, 0.5))
---```
---@param x? number 0 when left out
---@param y? number 0 when left out
---@param z? number 0 when left out
---@param seed? integer 0 when left out
---@return number
function noise.simplex(x, y, z, seed) end

---Layers of simplex noise, each `lacunarity` times as fine and `gain` times as strong as the one before: mountains. 1 to 12 layers.
---
---```lua
---local height = noise.fbm(vec3(3.2, 0, 1.7), 5)
---```
---@param at vec3
---@param octaves? integer 4 when left out
---@param lacunarity? number 2 when left out
---@param gain? number 0.5 when left out
---@param seed? integer 0 when left out
---@return number
function noise.fbm(at, octaves, lacunarity, gain, seed) end

