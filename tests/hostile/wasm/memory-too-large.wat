;; expect: out_of_memory
;; message: 64 MiB
(module
  (memory (export "memory") 2000)
  (func (export "on_init") (param $entity i64)
    ))
