;; expect: host
;; message: no component number 99
(module
  (import "env" "get_component" (func $get_component (param i64 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (drop (call $get_component (local.get $entity) (i32.const 99) (i32.const 0) (i32.const 40)))))
