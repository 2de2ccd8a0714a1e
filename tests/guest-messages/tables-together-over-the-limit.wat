;; expect: limit
;; message: begin with 100001
;; line: 6
(module
  (table 60000 funcref)
  (table 40001 externref)
  (func (export "on_init") (param i64)))
