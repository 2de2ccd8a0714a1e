;; expect: warning
;; message: did you mean 'on_update'?
;; message: it is guest::on_update with its name mangled
;; message: #[no_mangle]
(module
  (func (export "_ZN5guest9on_update17h0123456789abcdefE") (param i64 f32)))
