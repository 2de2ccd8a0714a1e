;; expect: timeout
;; message: used up its fuel
(module
  (memory (export "memory") 1)
  (func $a (return_call $b))
  (func $b (return_call $a))
  (func (export "on_init") (param $entity i64)
    (call $a)))
