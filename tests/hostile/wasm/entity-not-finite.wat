;; expect: host
;; message: finite
(module
  (import "luminara" "entity.position=" (func $set_position (param i64 f32 f32 f32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (call $set_position (local.get $entity) (f32.const inf) (f32.const 0) (f32.const 0))))
