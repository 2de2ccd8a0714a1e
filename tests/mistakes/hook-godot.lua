function _process(delta)
  print(delta)
end
