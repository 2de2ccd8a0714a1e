;; expect: syntax
;; message: exception handling (in its form before the standard) is not supported yet
;; line: 6
(module
  (func (export "on_update") (param i64 f32)
    try
      call $f
    catch_all
    end)
  (func $f))
