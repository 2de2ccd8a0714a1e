function on_start(entity)
  local generate = coroutine.wrap(function()
    for i = 1, 1000000 do if i % 500000 == 0 then coroutine.yield(i) end end
    return "done"
  end)
  print(pcall(function() return generate(), generate(), generate() end))
  print("started in frame", time.frame())
end
function on_update(entity, dt)
  if not this.said then
    this.said = true
    print("first update in frame", time.frame())
  end
end
