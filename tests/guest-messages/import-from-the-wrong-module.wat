;; expect: syntax
;; message: 'world.spawn' is in 'luminara', not in 'env': import world.spawn(fields*: i32, fields_len: i32) -> i64 from there
(module
  (import "env" "world.spawn" (func (param i32 i32) (result i64)))
  (func (export "on_update") (param i64 f32)))
