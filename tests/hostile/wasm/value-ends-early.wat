;; expect: host
;; message: end too early
(module
  (import "luminara" "entity:set_component" (func $set (param i64 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "Mine")
  (data (i32.const 8) "\04\00\00")
  (func (export "on_init") (param $entity i64)
    (call $set (local.get $entity) (i32.const 0) (i32.const 4) (i32.const 8) (i32.const 3))))
