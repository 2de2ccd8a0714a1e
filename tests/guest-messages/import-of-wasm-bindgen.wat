;; expect: syntax
;; message: there is no module '__wbindgen_placeholder__'
;; message: that is wasm-bindgen
;; message: js-sys
;; line: 8
;; count: 1
(module
  (import "__wbindgen_placeholder__" "__wbindgen_describe" (func (param i32)))
  (import "__wbindgen_placeholder__" "__wbg_now_1234" (func (result f64)))
  (func (export "on_update") (param i64 f32)))
