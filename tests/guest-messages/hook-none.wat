;; expect: warning
;; message: this module has no hook, so nothing of it is ever called: export one, such as on_update(entity: i64, dt: f32); the functions that it exports are 'add' and 'sub'
(module
  (func (export "add") (param i32 i32) (result i32) (i32.const 0))
  (func (export "sub")))
