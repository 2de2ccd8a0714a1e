;; expect: timeout
;; message: used up its fuel
(module
  (import "luminara" "catch_errors" (func $catch_errors (param i32) (result i32)))
  (import "env" "get_time" (func $get_time (result f64)))
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (drop (call $catch_errors (i32.const 1)))
    (loop $again
      (drop (call $get_time))
      (br $again))))
