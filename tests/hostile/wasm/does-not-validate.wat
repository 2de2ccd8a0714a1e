;; expect: syntax
;; message: type mismatch
;; line: 7
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (i32.add (i32.const 1)
      (f32.const 1))
    drop))
