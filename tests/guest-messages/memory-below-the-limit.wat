;; expect: ok
(module
  (memory (export "memory") 1023)
  (func (export "on_init") (param i64)
    (if (i32.ne (memory.grow (i32.const 1)) (i32.const 1023)) (then unreachable))
    (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))))
