;; expect: syntax
;; message: there is no module 'a' ('a' and 'b'): that is Emscripten's runtime
;; line: 5
(module
  (import "a" "a" (func (param i32)))
  (import "a" "b" (func))
  (func (export "on_update") (param i64 f32)))
