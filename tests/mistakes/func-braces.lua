func jump(height) {
  print(height)
}
