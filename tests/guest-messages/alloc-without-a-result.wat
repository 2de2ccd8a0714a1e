;; expect: syntax
;; message: the export 'alloc' is expected to be (i32) -> i32, got (i32)
;; message: it gives back i32
;; line: 6
(module
  (func (export "alloc") (param i32))
  (func (export "on_update") (param i64 f32)))
