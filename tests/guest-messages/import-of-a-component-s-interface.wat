;; expect: syntax
;; message: that is an interface of the component model
;; message: wasm32-wasip2
(module
  (import "wasi:cli/stdout@0.2.0" "get-stdout" (func (result i32)))
  (func (export "on_update") (param i64 f32)))
