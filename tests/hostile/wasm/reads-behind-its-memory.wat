;; expect: runtime
;; message: out of bounds
;; line: 8
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (drop
      (i32.load (i32.const 65533)))))
