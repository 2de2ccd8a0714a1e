;; expect: syntax
;; message: there is no import 'host_do_something' in 'env'; what a linker finds nowhere becomes an import of 'env'
;; line: 5
(module
  (import "env" "host_do_something" (func))
  (func (export "on_update") (param i64 f32)))
