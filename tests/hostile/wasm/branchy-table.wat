;; expect: timeout
;; message: used up its fuel
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (br_table $again $again $again (i32.const 2)))))
