;; expect: syntax
;; message: the export 'on_init' is expected to be a function (i64), got a table
;; line: 5
(module
  (table (export "on_init") 1 funcref))
