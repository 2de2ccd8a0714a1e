;; expect: limit
;; message: 100000
(module
  (table 200000 funcref)
  (func (export "on_init") (param $entity i64)
    ))
