;; expect: ok
;; over_budget: pause
;; fuel: 100000
;; frames: 6
;; Its entity goes while its call is paused.
(module
  (import "env" "destroy_entity" (func $destroy (param i64)))
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (call $destroy (local.get $entity))
    (loop $again (br $again)))
  (func (export "on_destroy") (param $entity i64)))
