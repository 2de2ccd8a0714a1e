;; expect: syntax
;; message: that is what a shared library expects
;; message: -fPIC
;; line: 6
(module
  (import "env" "__memory_base" (global i32))
  (func (export "on_update") (param i64 f32)))
