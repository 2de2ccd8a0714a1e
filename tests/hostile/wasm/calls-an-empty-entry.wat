;; expect: runtime
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (type $f (func))
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (call_indirect (type $f) (i32.const 0))))
