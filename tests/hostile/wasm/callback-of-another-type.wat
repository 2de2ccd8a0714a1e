;; expect: runtime
;; message: is expected to be (i32)
(module
  (import "luminara" "time.after" (func $after (param f64 i32 i32) (result i64)))
  (memory (export "memory") 1)
  (table (export "table") 1 funcref)
  (elem (i32.const 0) $f)
  (func $f (param f64))
  (func (export "on_init") (param $entity i64)
    (drop (call $after (f64.const 0) (i32.const 0) (i32.const 0)))))
