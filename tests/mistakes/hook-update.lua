function update(dt)
  print(dt)
end
