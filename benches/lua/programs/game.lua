-- What a game's frame does: many objects, their fields, distances between them.
local particles = {}
for i = 1, 300 do
  particles[i] = { x = i % 17, y = i % 23, vx = i % 3 - 1, vy = i % 5 - 2, alive = true }
end
local hits = 0
for frame = 1, 12 do
  for _, p in ipairs(particles) do
    p.x, p.y = p.x + p.vx * 0.1, p.y + p.vy * 0.1
    if p.x < 0 or p.x > 20 then p.vx = -p.vx end
    if p.y < 0 or p.y > 25 then p.vy = -p.vy end
  end
  for i = 1, #particles do
    local a = particles[i]
    for j = i + 1, #particles do
      local b = particles[j]
      local dx, dy = a.x - b.x, a.y - b.y
      if dx * dx + dy * dy < 0.25 then hits = hits + 1 end
    end
  end
end
assert(hits == 894, hits)
