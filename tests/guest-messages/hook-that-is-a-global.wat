;; expect: syntax
;; message: the export 'on_update' is expected to be a function (i64, f32), got a global
;; line: 5
(module
  (global (export "on_update") i32 (i32.const 1)))
