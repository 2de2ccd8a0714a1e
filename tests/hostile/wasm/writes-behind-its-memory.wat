;; expect: runtime
;; message: out of bounds
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (f64.store offset=0xffffffff
      (i32.const 0xffff) (f64.const 1))))
