;; expect: syntax
;; message: there is no module 'wasi_unstable' ('fd_write'): that is WASI
;; line: 5
(module
  (import "wasi_unstable" "fd_write" (func))
  (func (export "on_update") (param i64 f32)))
