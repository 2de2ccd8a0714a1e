;; expect: syntax
;; message: the import 'log' is (i32, i32), got (i64)
(module
  (import "env" "log" (func $log (param i64)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    ))
