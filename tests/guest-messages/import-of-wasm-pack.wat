;; expect: syntax
;; message: that is wasm-bindgen
(module
  (import "./guest_bg.js" "__wbg_log_1234" (func (param i32 i32)))
  (func (export "on_update") (param i64 f32)))
