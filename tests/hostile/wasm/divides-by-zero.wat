;; expect: runtime
;; message: divide by zero
;; line: 8
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (drop
      (i32.div_s (i32.const 1) (i32.const 0)))))
