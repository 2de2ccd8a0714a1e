;; expect: runtime
(module
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    )
  (data (i32.const 65535) "abc"))
