function Update()
  print(1)
end
function Start()
end
