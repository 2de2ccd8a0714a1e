;; expect: syntax
;; message: garbage collection (struct, array, i31 and other types of references) is not supported yet, and type 0 is of it
;; message: Kotlin, Dart, Java
;; line: 6
(module
  (type $pair (struct (field i32) (field i32)))
  (func (export "on_update") (param i64 f32)))
