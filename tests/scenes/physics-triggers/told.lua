local stays, inside = 0, 0
function on_collision(entity, other, contact) print(entity.name, "touches", other.name, contact.speed > 1) end
function on_collision_stay(entity, other) stays = stays + 1 end
function on_collision_end(entity, other) print(entity.name, "leaves", world.is_valid(other) and other.name) end
function on_trigger(entity, name, other) print(entity.name, "hears of", name, "and", other.name) end
function on_trigger_stay() inside = inside + 1 end
function on_trigger_end(entity, name, other)
  print(entity.name, "hears the end of", name, inside > 5)
end
function on_destroy(entity) print(entity.name, "goes", stays > 20) end
