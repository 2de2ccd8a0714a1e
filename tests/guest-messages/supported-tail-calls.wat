;; expect: ok
;; says: tail
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "tail")
  (func (export "on_init") (param i64) (return_call $say))
  (func $say (call $log (i32.const 0) (i32.const 4))))
