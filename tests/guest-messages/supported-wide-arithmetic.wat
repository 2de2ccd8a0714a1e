;; expect: ok
;; says: wide
(module
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "wide")
  (func (export "on_init") (param i64) (local $high i64)
    (i64.mul_wide_u (i64.const -1) (i64.const -1))
    local.set $high
    drop
    (if (i64.ne (local.get $high) (i64.const -2)) (then unreachable))
    (call $log (i32.const 0) (i32.const 4))))
