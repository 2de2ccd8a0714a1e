;; expect: limit
;; message: the most is
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 40)
  (func (export "on_init") (param $entity i64)
    (call $log (i32.const 0) (i32.const 2000000))))
