;; expect: syntax
;; message: no module 'wasi_snapshot_preview1'
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "on_init") (param $entity i64)
    ))
