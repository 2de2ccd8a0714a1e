;; expect: syntax
;; message: did you mean 'log'? It is log(text*: i32, len: i32)
(module
  (import "env" "lgo" (func (param i32 i32)))
  (func (export "on_update") (param i64 f32)))
