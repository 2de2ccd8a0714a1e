-- 100 queries of 2,000 entities while nothing changes
for i = 1, 2000 do world.spawn { tag = "a", velocity = vec3(0, 0, 0) } end
local question = { "Tag", "Velocity" }
function on_update()
  for i = 1, 100 do world.query(question) end
end
