;; expect: limit
(module
  (import "luminara" "time.after" (func $after (param f64 i32 i32) (result i64)))
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (drop (call $after (f64.const 1000) (i32.const 0) (i32.const 0)))
      (br $again))))
