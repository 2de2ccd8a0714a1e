;; expect: runtime
;; message: unreachable
;; line: 9
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (call $deep))
  (func $deep
    unreachable))
