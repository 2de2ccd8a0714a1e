;; expect: syntax
;; message: that is JavaScript beside the module
;; message: string builtins
(module
  (import "wasm:js-string" "length" (func (param externref) (result i32)))
  (func (export "on_update") (param i64 f32)))
