;; expect: syntax
;; message: the export 'on_update' is expected to be (i64, f32), got (i32, f32)
;; message: write on_update(entity: i64, dt: f32); 'entity' is i64 (Rust i64 or u64, C int64_t or long long, AssemblyScript i64 or u64), not i32
;; line: 7
;; column: 4
(module
  (func (export "on_update") (param i32 f32)))
