;; expect: host
;; message: is gone
(module
  (import "luminara" "read_column" (func $read_column (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\77\77\07\00\00\00\00\00")
  (func (export "on_init") (param $entity i64)
    (drop (call $read_column (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 64)))))
