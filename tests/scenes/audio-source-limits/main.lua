-- Thousands of sources: as many are heard as can be told apart, and the others wait or are left out.
local loops = {}
for i = 1, 5000 do loops[i] = world.spawn { AudioSource = { sound = "bass", looping = true, spatial = false } } end
for i = 1, 5000 do world.spawn { AudioSource = { sound = "coin", spatial = false } } end

function on_update()
  if time.frame() == 4 then
    for i = 1, 3 do loops[i]:destroy() end
  end
  -- What a script plays itself is refused, as ever.
  if time.frame() == 6 then print(pcall(audio.play, "bass", { looping = true })) end
end
