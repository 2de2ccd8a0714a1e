;; expect: syntax
;; message: that is JavaScript beside the module
(module
  (import "./main.js" "hello" (func))
  (func (export "on_update") (param i64 f32)))
