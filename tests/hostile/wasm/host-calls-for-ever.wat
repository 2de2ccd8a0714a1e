;; expect: timeout
;; message: used up its fuel
(module
  (import "env" "get_time" (func $get_time (result f64)))
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (drop (call $get_time))
      (br $again))))
