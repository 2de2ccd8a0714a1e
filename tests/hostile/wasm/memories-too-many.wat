;; expect: limit
;; message: memories
(module
  (memory 0) (memory 0) (memory 0) (memory 0) (memory 0) (memory 0) (memory 0) (memory 0) (memory 0)
  (func (export "on_init") (param $entity i64)))
