local love = {}
function love.update(dt)
  print(dt)
end
