;; expect: host
;; message: is not in the guest's memory
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (call $log (i32.const -1) (i32.const 1))))
