;; expect: ok
(module
  (import "env" "get_component" (func $get_component (param i64 i32 i32 i32) (result i32)))
  (import "env" "set_component" (func $set_component (param i64 i32 i32 i32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (drop (call $get_component (local.get $entity) (i32.const 0) (i32.const 3) (i32.const 40)))
    (call $set_component (local.get $entity) (i32.const 0) (i32.const 3) (i32.const 40))))
