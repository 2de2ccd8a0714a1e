;; expect: syntax
;; message: that is AssemblyScript's binding to a page
;; message: 'get_time'
;; line: 7
;; count: 1
(module
  (import "env" "Date.now" (func (result f64)))
  (import "env" "console.log" (func (param i32)))
  (func (export "on_update") (param i64 f32)))
