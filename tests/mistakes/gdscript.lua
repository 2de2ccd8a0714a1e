extends Node3D

@export var speed := 3.0

func _process(delta):
	position.x += speed * delta
