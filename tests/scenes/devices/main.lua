-- Characters, text, touch, gamepads, the locked mouse and the picture's size, frame by frame.
function on_update()
  print(time.frame(), input.is_character_pressed("Z"), input.is_character_just_pressed("z"), input.is_key_pressed("W"), input.text())
  for _, touch in ipairs(input.touches()) do
    print("touch", touch.id, touch.position, touch.start, touch.just_pressed, touch.just_released)
  end
  for _, pad in ipairs(input.gamepads()) do
    print("pad", pad, input.is_gamepad_button_pressed(pad, "A"), input.is_gamepad_button_just_pressed(pad, "a"),
      input.gamepad_axis(pad, "LeftStick"), input.gamepad_axis(pad, "RightStickX"), input.gamepad_axis(pad, "LeftTrigger") > 0.29)
  end
  print("mouse", input.is_mouse_locked(), input.mouse_delta())
  if time.frame() == 5 then print(draw.size()) end
  if time.frame() == 6 then
    print(pcall(input.is_gamepad_button_pressed, 0, "Q"))
    print(pcall(input.gamepad_axis, 0, "LeftStik"))
    print(pcall(input.gamepad_axis, 99, "LeftStick"))
    print(pcall(input.is_character_pressed, "ab"))
  end
end
