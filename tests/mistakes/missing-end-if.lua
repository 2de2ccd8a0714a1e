function on_update(entity, dt)
  if dt > 0 then
    print(dt)

end

print("done")
