void Update() {
  print(1)
}
