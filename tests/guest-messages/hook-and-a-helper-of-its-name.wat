;; expect: ok
(module
  (func (export "on_update") (param i64 f32))
  (func (export "update"))
  (func (export "malloc") (param i32) (result i32) (i32.const 0)))
