time.after(0.01, function()
  for i = 1, 1500000 do end
  print("timer over in frame", time.frame())
end)
time.after(0.03, function() print("the next timer in frame", time.frame()) end)
