;; expect: syntax
;; message: did you mean 'get_time'
(module
  (import "env" "get_tme" (func $get (result f64)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    ))
