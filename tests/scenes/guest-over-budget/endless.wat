;; Never comes to an end; after a second of it, it has to.
(module
  (global $count (mut i32) (i32.const 0))
  (func (export "on_update") (param $entity i64) (param $dt f32)
    (loop $again
      (global.set $count (i32.add (global.get $count) (i32.const 1)))
      (br $again))))
