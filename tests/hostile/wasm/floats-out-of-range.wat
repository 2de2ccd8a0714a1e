;; expect: runtime
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (drop (i32.trunc_f32_s (f32.const nan)))))
