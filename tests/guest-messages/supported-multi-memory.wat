;; expect: ok
;; says: more
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory $other 1)
  (memory $own (export "memory") 1)
  (data (memory $other) (i32.const 8) "more")
  (func (export "on_init") (param i64)
    (memory.copy $own $other (i32.const 0) (i32.const 8) (i32.const 4))
    (call $log (i32.const 0) (i32.const 4))))
