;; expect: runtime
;; message: no function at
(module
  (import "luminara" "time.after" (func $after (param f64 i32 i32) (result i64)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (drop (call $after (f64.const 0) (i32.const 3) (i32.const 0)))))
