-- What reaches the ground rests for a moment and begins again.

function on_trigger(entity, name, marble)
  if marble.tag ~= "marble" then return end
  local start = this.start
  time.after(1.5, function()
    if not marble:is_valid() then return end
    marble.position = start + vec3(0, 0, random.float(-0.3, 0.3))
    marble.velocity = vec3(0, 0, 0)
  end)
end
