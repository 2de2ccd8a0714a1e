;; expect: syntax
;; message: is no function
(module
  (import "env" "memory" (memory 1))
  (func (export "on_init") (param $entity i64)
    ))
