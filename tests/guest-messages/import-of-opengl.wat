;; expect: syntax
;; message: that is Emscripten's runtime
;; message: OpenGL
(module
  (import "env" "glClear" (func (param i32)))
  (func (export "on_update") (param i64 f32)))
