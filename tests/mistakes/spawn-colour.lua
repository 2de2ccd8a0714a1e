world.spawn {
  shape = "cube",
  colour = "red",
}
