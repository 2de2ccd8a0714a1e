;; expect: syntax
;; message: there is no module 'wbg' ('__wbg_log_1234'): that is wasm-bindgen
(module
  (import "wbg" "__wbg_log_1234" (func (param i32 i32)))
  (func (export "on_update") (param i64 f32)))
