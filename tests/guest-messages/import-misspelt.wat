;; expect: syntax
;; message: there is no import 'world.spwan' in 'luminara'; did you mean 'world.spawn'? It is world.spawn(fields*: i32, fields_len: i32) -> i64
;; line: 6
;; column: 4
(module
  (import "luminara" "world.spwan" (func (param i32 i32) (result i64)))
  (func (export "on_update") (param i64 f32)))
