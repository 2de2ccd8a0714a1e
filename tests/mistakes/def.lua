def jump(height):
  print(height)
end
