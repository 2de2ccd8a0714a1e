;; expect: host
;; message: UTF-8
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\ff\fe")
  (func (export "on_init") (param $entity i64)
    (call $log (i32.const 0) (i32.const 2))))
