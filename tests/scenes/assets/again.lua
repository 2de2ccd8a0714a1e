-- Waits for nothing: it is set up anew when its file changes.
print("set up with", assets.load("data/level.json").size)
