;; expect: syntax
;; message: the import 'log' is (i32, i32), got (i64); it is log(text*: i32, len: i32); it has 2 parameters, not 1
;; line: 5
(module
  (import "env" "log" (func (param i64)))
  (func (export "on_update") (param i64 f32)))
