function on_init(entity) print(entity.name, "hums") end
