-- A table that contains itself can't be spawned.
local t = {}
t.children = { t }
world.spawn(t)
