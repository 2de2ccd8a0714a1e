;; expect: limit
;; message: 262144
(module
  (import "luminara" "read_column" (func $read_column (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 200)
  (func (export "on_init") (param $entity i64)
    (drop (call $read_column (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 262145) (i32.const 3000000)))))
