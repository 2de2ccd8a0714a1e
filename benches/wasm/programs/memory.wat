;; Three times over 16,384 words of memory: each word is read, mixed with what came before, and written.
(module
  (memory (export "memory") 1)
  (func (export "on_update") (param $entity i64) (param $dt f32) (local $round i32) (local $at i32) (local $mix i32)
    (local.set $round (i32.const 3))
    (loop $again
      (local.set $at (i32.const 0))
      (loop $next
        (local.set $mix (i32.xor (i32.add (i32.load (local.get $at)) (i32.const 0x9e3779b9)) (i32.rotl (local.get $mix) (i32.const 5))))
        (i32.store (local.get $at) (local.get $mix))
        (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 65536))))
      (br_if $again (local.tee $round (i32.sub (local.get $round) (i32.const 1)))))))
