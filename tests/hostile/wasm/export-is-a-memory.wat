;; expect: syntax
;; message: the export 'on_init' is expected to be a function
(module
  (memory (export "on_init") 1)
)
