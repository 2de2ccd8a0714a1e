-- Fails until its file is there.
function on_init()
  local late = assets.load("data/late.json")
  print("late", #late)
end
