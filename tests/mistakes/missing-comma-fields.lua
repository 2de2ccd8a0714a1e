local crate = world.spawn {
  shape = "cube"
  color = "tomato"
}
