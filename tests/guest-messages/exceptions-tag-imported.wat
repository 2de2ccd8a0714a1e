;; expect: syntax
;; message: exception handling is not supported yet, and import 0 is of it
;; line: 5
(module
  (import "env" "__cpp_exception" (tag (param i32)))
  (func (export "on_update") (param i64 f32)))
