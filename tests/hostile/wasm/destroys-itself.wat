;; expect: ok
(module
  (import "env" "destroy_entity" (func $destroy (param i64)))
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (call $destroy (local.get $entity))))
