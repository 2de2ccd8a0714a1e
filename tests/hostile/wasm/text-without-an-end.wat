;; expect: syntax
(module
  (func (export "on_init") (param i64)
