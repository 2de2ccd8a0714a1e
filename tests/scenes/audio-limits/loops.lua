function on_update()
  for i = 1, 20 do audio.play("bass", { looping = true }) end
end
