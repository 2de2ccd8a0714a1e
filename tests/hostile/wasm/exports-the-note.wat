;; expect: syntax
(module
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    )
  (global (export "luminara:at") (mut i32) (i32.const 0)))
