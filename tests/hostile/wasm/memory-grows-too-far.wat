;; expect: ok
(module
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    (drop (memory.grow (i32.const 1100)))))
