;; expect: syntax
;; message: the import 'world.is_valid' is (i64) -> i32, got (i32) -> i32
;; message: 'entity' is i64
;; line: 6
(module
  (import "luminara" "world.is_valid" (func (param i32) (result i32)))
  (func (export "on_update") (param i64 f32)))
