;; expect: host
;; message: lies outside
(module
  (import "env" "set_component" (func $set_component (param i64 i32 i32 i32)))
  (import "luminara" "component_id" (func $component_id (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\f0\ff\ff\ff\20\00\00\00")
  (func (export "on_init") (param $entity i64)
    (call $set_component (local.get $entity)
      (call $component_id (i32.const 16) (i32.const 4)) (i32.const 0) (i32.const 8)))
  (data (i32.const 16) "Name"))
