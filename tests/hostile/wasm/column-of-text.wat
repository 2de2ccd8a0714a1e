;; expect: host
;; message: no column
(module
  (import "luminara" "read_column" (func $read_column (param i32 i32 i32 i32 i32) (result i32)))
  (import "luminara" "component_id" (func $component_id (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (drop (call $read_column
      (call $component_id (i32.const 16) (i32.const 4)) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 64))))
  (data (i32.const 16) "Name"))
