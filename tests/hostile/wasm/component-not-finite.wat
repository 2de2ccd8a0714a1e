;; expect: host
;; message: finite
(module
  (import "env" "set_component" (func $set_component (param i64 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\00\00\c0\7f")
  (func (export "on_init") (param $entity i64)
    (call $set_component (local.get $entity) (i32.const 0) (i32.const 0) (i32.const 12))))
