;; expect: timeout
;; message: 100000
(module
  (memory (export "memory") 1)
  (table $t 1 funcref)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (drop (table.grow $t (ref.null func) (i32.const 10000)))
      (br $again))))
