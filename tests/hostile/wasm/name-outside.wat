;; expect: host
;; message: is not in the guest's memory
(module
  (import "luminara" "entity.name" (func $name (param i64 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (drop (call $name (local.get $entity) (i32.const 65530) (i32.const 100)))))
