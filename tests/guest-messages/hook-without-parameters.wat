;; expect: syntax
;; message: write on_init(entity: i64); it has 1 parameter, not 0
;; line: 5
(module
  (func (export "on_init") ))
