;; expect: ok
(module
  (memory (export "memory") 1 65536)
  (func (export "on_init") (param i64)
    (if (i32.ne (memory.grow (i32.const 1023)) (i32.const 1)) (then unreachable))))
