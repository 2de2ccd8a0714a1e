local rounds = 0
function on_update(entity, dt)
  local n = 0
  for i = 1, 1200000 do n = n + i % 3 end
  rounds = rounds + 1
  if rounds <= 3 then print("worked", time.frame(), n) end
end
function on_event(type, data)
  if rounds < 3 then print("event", data.n, "in frame", time.frame()) end
end
