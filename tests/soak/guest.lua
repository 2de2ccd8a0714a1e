local trail = {}

function on_init(entity)
  this.born = time.frame()
  this.names = { "a", "b" }
end

function on_update(entity, dt)
  trail[#trail + 1] = entity.position
  if #trail > 5 then table.remove(trail, 1) end
end

function on_event(type, data)
  this.text = data.text
end

function on_destroy(entity)
  trail = nil
end
