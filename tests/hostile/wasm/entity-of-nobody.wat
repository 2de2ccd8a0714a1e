;; expect: host
(module
  (import "luminara" "entity.position=" (func $set_position (param i64 f32 f32 f32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (call $set_position (i64.const -1) (f32.const 0) (f32.const 0) (f32.const 0))))
