;; @description A ball that rolls around in a circle, from a guest written by hand.
(module
  (import "luminara" "entity.position=" (func $set_position (param i64 f32 f32 f32)))
  (import "luminara" "entity.shape=" (func $set_shape (param i64 i32)))
  (import "luminara" "entity.color=" (func $set_color (param i64 f32 f32 f32 f32)))
  (import "luminara" "entity.position" (func $position (param i64 i32) (result i32)))
  (import "env" "log" (func $log (param i32 i32)))
  (import "env" "get_time" (func $get_time (result f64)))
  (import "env" "random" (func $random (result f32)))

  (memory (export "memory") 1)
  (data (i32.const 16) "rolling")

  (func (export "on_init") (param $entity i64)
    (call $set_shape (local.get $entity) (i32.const 1))
    (call $set_color (local.get $entity) (f32.const 1) (f32.const 0.7) (f32.const 0.3) (f32.const 1))
    (call $log (i32.const 16) (i32.const 7)))

  ;; x grows by a metre a second, z wobbles.
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (drop (call $position (local.get $entity) (i32.const 0)))
    (call $set_position (local.get $entity)
      (f32.add (f32.load (i32.const 0)) (local.get $dt))
      (f32.const 0.5)
      (f32.add (f32.load (i32.const 8)) (f32.mul (local.get $dt) (f32.sub (call $random) (f32.const 0.5)))))))
