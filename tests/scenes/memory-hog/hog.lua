function on_update(entity, dt)
  local all = {}
  local text = string.rep("x", 1000000)
  for i = 1, 1000 do
    all[i] = text .. i
  end
end
