;; expect: runtime
;; message: type mismatch
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (elem (i32.const 0) $g)
  (func $g (param i64))
  (type $f (func))
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (call_indirect (type $f) (i32.const 0))))
