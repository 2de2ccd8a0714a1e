function on_collision(entity, other, contact)
  print(entity.name, "meets", other.name, string.format("at %.2f m/s", contact.speed), contact.normal)
end

function on_collision_end(entity, other)
  print(entity.name, "leaves", other.name)
end
