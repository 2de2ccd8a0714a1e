;; expect: syntax
;; message: did you mean 'world.spawn'?
(module
  (import "luminara" "spawn" (func (param i32 i32) (result i64)))
  (func (export "on_update") (param i64 f32)))
