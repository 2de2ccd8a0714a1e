-- A million sounds: its own limit stops it, and few of them are played.
function on_update()
  for i = 1, 1000000 do pcall(audio.play, "hit") end
end
