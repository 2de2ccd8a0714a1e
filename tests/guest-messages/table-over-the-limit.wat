;; expect: limit
;; message: a guest's tables may have 100000 entries together; this one's begin with 100001
;; line: 5
(module
  (table 100001 funcref)
  (func (export "on_init") (param i64)))
