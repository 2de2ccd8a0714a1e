;; expect: ok
(module
  (table $a 1 2 funcref)
  (func (export "on_init") (param i64)
    (if (i32.ne (table.grow $a (ref.null func) (i32.const 2)) (i32.const -1)) (then unreachable))
    (if (i32.ne (table.grow $a (ref.null func) (i32.const 1)) (i32.const 1)) (then unreachable))))
