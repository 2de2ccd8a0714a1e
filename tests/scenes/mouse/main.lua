function on_update(entity, dt)
  print(input.mouse_position(), input.mouse_delta(), input.is_mouse_button_pressed("Left"), input.mouse_wheel())
end
