;; expect: syntax
;; message: is no function; a guest defines its table itself
;; message: `--import-table`
;; line: 6
(module
  (import "env" "table" (table 1 funcref))
  (func (export "on_update") (param i64 f32)))
