function on_update(entity, dt) {
  print(dt)
}
