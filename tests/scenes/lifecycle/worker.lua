print("top level of worker", this.greeting)
function on_start(entity) print("on_start", entity.name) end
function on_fixed_update(entity, dt) print("on_fixed_update", time.frame()) end
function on_update(entity, dt) print("on_update", time.frame()) end
function on_destroy(entity) print("on_destroy", entity.name, entity:is_valid()) end
