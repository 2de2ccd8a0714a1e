;; expect: limit
;; fuel: 10000000
;; message: handed over
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 20)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (call $log (i32.const 0) (i32.const 1000000))
      (br $again))))
