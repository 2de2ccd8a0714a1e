input.bind("fire", { "Mouse:Left", "Wheel:Down", "Touch" })
input.on_action("jump", function(pressed, value) print(time.frame(), "on_action", pressed, value) end)
hooks.on_action("jump", function(action, value)
  print(time.frame(), "hook", action, value)
  return time.frame() == 6
end)

function on_update()
  local frame = time.frame()
  if input.is_action_just_pressed("jump") then print(frame, "jump") end
  if input.is_action_just_released("jump") then print(frame, "jump released", input.is_action_pressed("jump")) end
  if input.is_action_just_pressed("fire") then print(frame, "fire") end
  if input.is_action_just_pressed("choose") then print(frame, "choose") end
  if input.action_value("move") ~= 0 then print(frame, "move", input.action_value("move")) end
  if frame == 12 then
    input.push_context("menu")
    print(input.active_context(), input.is_action_pressed("jump"))
  end
  if frame == 16 then print(input.pop_context(), table.concat(input.bindings("jump"), " ")) end
  if frame == 18 then
    for _, wrong in ipairs {
      function() input.bind("jump", "Spaec") end,
      function() input.bind("jump", { "Pad:Z" }) end,
      function() input.is_action_pressed("jmup") end,
      function() input.push_context("meun") end,
      function() while true do input.push_context("menu") end end,
      function() for i = 1, 200 do input.bind("a" .. i, "Space") end end,
    } do
      local ok, why = pcall(wrong)
      print(ok, (why:gsub("^main.lua:%d+:%s*", "")))
    end
  end
end
