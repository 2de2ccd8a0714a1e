;; expect: ok
(module
  (memory (export "memory") 1024)
  (func (export "on_init") (param i64)))
