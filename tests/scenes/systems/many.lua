-- A system that makes systems, which is a limit in the end.
local rounds = 0
systems.register("many", function()
  rounds = rounds + 1
  for i = 1, 200 do systems.register("m" .. i .. "." .. rounds, function() end) end
end)
