;; expect: syntax
;; message: exception handling is not supported yet, and 'on_update' uses it
;; line: 8
;; binary: offset 0x
(module
  (func (export "on_update") (param i64 f32)
    (block $caught
      (try_table (catch_all $caught)
        (call $f))))
  (func $f))
