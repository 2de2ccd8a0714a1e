print("top level of main")
local e = world.spawn { name = "worker" }
e:attach_script("worker.lua", { greeting = "hello" })

function on_init(entity) print("main on_init", entity) end
function on_update(entity, dt)
  if time.frame() == 3 then
    print("main destroys it")
    e:destroy()
    print("valid:", e:is_valid())
  end
end
