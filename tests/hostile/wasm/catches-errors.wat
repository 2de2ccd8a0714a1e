;; expect: ok
(module
  (import "luminara" "catch_errors" (func $catch_errors (param i32) (result i32)))
  (import "luminara" "entity.position=" (func $set_position (param i64 f32 f32 f32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (drop (call $catch_errors (i32.const 1)))
    (call $set_position (i64.const 77) (f32.const 0) (f32.const 0) (f32.const 0))))
