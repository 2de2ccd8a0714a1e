;; expect: ok
;; says: goes on
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "goes on")
  (table $a 99999 funcref)
  (table $b 0 externref)
  (func (export "on_init") (param i64)
    (if (i32.ne (table.grow $a (ref.null func) (i32.const 2)) (i32.const -1)) (then unreachable))
    (if (i32.ne (table.grow $b (ref.null extern) (i32.const 1)) (i32.const 0)) (then unreachable))
    (if (i32.ne (table.grow $a (ref.null func) (i32.const 1)) (i32.const -1)) (then unreachable))
    (call $log (i32.const 0) (i32.const 7))))
