local x = 1
try {
  print(x)
}
throw x
