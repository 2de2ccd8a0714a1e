-- Systems: order, rate, switching off, replacing; one that registers itself again; time that runs slower.
local order, counts = {}, {}
local function count(name) counts[name] = (counts[name] or 0) + 1 end
systems.register("b", function() count("b") order[#order + 1] = "b" end)
systems.register("a", function() count("a") order[#order + 1] = "a" end)
systems.set_priority("a", 5)
systems.register("slow", function(dt) count("slow") end)
systems.set_rate("slow", 10)
systems.register("off", function() count("off") end)
systems.disable("off")
systems.register("again", function()
  count("again")
  systems.register("again", function() count("again, new") end)
end)
for _, wrong in ipairs {
  function() systems.set_rate("slow", -1) end,
  function() systems.set_rate("slow", 0 / 0) end,
  function() systems.enable("slwo") end,
  function() time.set_scale(-1) end,
  function() time.set_scale(1e9) end,
} do
  print(select(2, pcall(wrong)))
end
local id = events.on("ping", function(data, type) print(type, data.n) end)
events.send("ping", { n = 1 })
hooks.on_tick(function(frame)
  if frame == 3 then events.off(id) events.send("ping", { n = 2 }) end
  if frame == 30 then
    print(order[1], order[2], counts.a, counts.b, counts.slow, counts.off, counts.again, counts["again, new"])
    print(systems.is_enabled("off"), systems.stats("a").calls, systems.stats("a").priority, systems.all_stats()[1].name)
    systems.unregister("a")
    time.set_scale(0.5)
  end
  if frame == 32 then print(string.format("%.4f %.4f", time.delta(), time.total())) time.set_scale(0) end
  if frame == 40 then print(time.delta(), string.format("%.4f", time.total())) time.set_scale(1) end
  if frame == 42 then print(string.format("%.4f %.4f", time.delta(), time.total())) end
end)
