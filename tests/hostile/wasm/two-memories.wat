;; expect: syntax
(module
  (memory 1) (memory 1)
  (func (export "on_init") (param $entity i64)
    ))
