;; expect: timeout
;; message: used up its fuel (100000 a call in a frame, and a call may go on for 60 frames) in on_update
;; line: 11
;; over_budget: pause
;; fuel: 100000
;; frames: 64
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
      (br $again))))
