;; expect: ok
(module
  (table 100000 funcref)
  (func (export "on_init") (param i64)))
