;; expect: timeout
;; message: used up its fuel
;; line: 8
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (br $again))))
