;; expect: syntax
;; message: exception handling is not supported yet, and tag 0 is of it
;; message: rustc `-C panic=abort`
;; message: clang `-fno-exceptions`
;; line: 8
;; column: 4
(module
  (tag $wrong (param i32))
  (func (export "on_update") (param i64 f32)))
