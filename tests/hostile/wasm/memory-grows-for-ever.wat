;; expect: timeout
;; message: 64 MiB
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (drop (memory.grow (i32.const 16)))
      (br $again))))
