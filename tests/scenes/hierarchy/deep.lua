-- A tower of parents without end is a limit, which ends the script.
local last = world.spawn()
for i = 1, 1000 do last = world.spawn { parent = last } end
