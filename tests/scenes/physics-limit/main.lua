-- A million bodies are more than there may be.
for i = 1, 1000000 do
  world.spawn { shape = "cube", RigidBody = {} }
end
