;; expect: ok
;; says: ref
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "ref")
  (table $t 1 externref)
  (func (export "on_init") (param i64)
    (if (i32.ne (table.grow $t (ref.null extern) (i32.const 2)) (i32.const 1)) (then unreachable))
    (call $log (i32.const 0) (i32.const 3))))
