;; expect: warning
;; message: 'on_start' is another name of 'on_init', and only 'on_init' is called
;; line: 6
(module
  (func (export "on_init") (param i64))
  (func (export "on_start") (param i64)))
