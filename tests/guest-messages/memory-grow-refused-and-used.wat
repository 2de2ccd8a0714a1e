;; expect: runtime
;; message: out of bounds
;; message: after 'grow' gave it -1: a guest may have 1024 pages
;; line: 8
(module
  (memory (export "memory") 1)
  (func (export "on_init") (param i64)
    (i32.store (i32.mul (memory.grow (i32.const 2000)) (i32.const 65536)) (i32.const 1))))
