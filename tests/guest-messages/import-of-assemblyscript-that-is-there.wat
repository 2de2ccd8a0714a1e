;; expect: ok
(module
  (import "env" "abort" (func (param i32 i32 i32 i32)))
  (import "env" "seed" (func (result f64)))
  (func (export "on_update") (param i64 f32)))
