;; @description A fountain, in WebAssembly's own text. Change a number and see: it is compiled as you type.
(module
  ;; What the engine offers. `luminara bindings markdown` lists all of it.
  (import "env" "spawn_entity" (func $spawn (result i64)))
  (import "env" "random" (func $random (result f32)))
  (import "luminara" "entity.shape=" (func $set_shape (param i64 i32)))
  (import "luminara" "entity.scale=" (func $set_scale (param i64 f32 f32 f32)))
  (import "luminara" "entity.color=" (func $set_color (param i64 f32 f32 f32 f32)))
  (import "env" "write_column" (func $write_column (param i32 i32 i32 i32 i32) (result i32)))

  (memory (export "memory") 1)
  ;; Where things are in the memory: entities of 8 bytes, positions and velocities of 12.
  (global $entities i32 (i32.const 0))
  (global $positions i32 (i32.const 4096))
  (global $velocities i32 (i32.const 12288))
  (global $count i32 (i32.const 400))
  ;; Keeps the fountain as it is while you edit: see "Hot reload" in docs/wasm-abi.md.
  (global (export "state_version") i32 (i32.const 1))

  (global $gravity f32 (f32.const -9.8))
  (global $upward f32 (f32.const 11))
  (global $spread f32 (f32.const 2.6))

  ;; A number between -1 and 1.
  (func $either_way (result f32)
    (f32.sub (f32.mul (call $random) (f32.const 2)) (f32.const 1)))

  ;; Sends a drop up again from the middle.
  (func $launch (param $drop i32) (local $place i32) (local $speed i32)
    (local.set $place (i32.add (global.get $positions) (i32.mul (local.get $drop) (i32.const 12))))
    (local.set $speed (i32.add (global.get $velocities) (i32.mul (local.get $drop) (i32.const 12))))
    (f32.store (local.get $place) (f32.const 0))
    (f32.store offset=4 (local.get $place) (f32.const 0.1))
    (f32.store offset=8 (local.get $place) (f32.const 0))
    (f32.store (local.get $speed) (f32.mul (call $either_way) (global.get $spread)))
    (f32.store offset=4 (local.get $speed) (f32.mul (f32.add (f32.const 0.55) (f32.mul (call $random) (f32.const 0.45))) (global.get $upward)))
    (f32.store offset=8 (local.get $speed) (f32.mul (call $either_way) (global.get $spread))))

  (func (export "on_init") (param $entity i64) (local $i i32) (local $drop i64) (local $tint f32)
    (loop $next
      (local.set $drop (call $spawn))
      (local.set $tint (call $random))
      (i64.store (i32.add (global.get $entities) (i32.mul (local.get $i) (i32.const 8))) (local.get $drop))
      (call $set_shape (local.get $drop) (i32.const 1))
      (call $set_scale (local.get $drop) (f32.const 0.22) (f32.const 0.22) (f32.const 0.22))
      (call $set_color (local.get $drop)
        (f32.mul (local.get $tint) (f32.const 0.6)) (f32.add (f32.const 0.45) (f32.mul (local.get $tint) (f32.const 0.4)))
        (f32.const 0.95) (f32.const 1))
      (call $launch (local.get $i))
      ;; Not all at once: each starts somewhere on its way.
      (f32.store offset=4 (i32.add (global.get $velocities) (i32.mul (local.get $i) (i32.const 12)))
        (f32.mul (call $either_way) (global.get $upward)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_s (local.get $i) (global.get $count)))))

  ;; One coordinate of a drop: place += speed * dt.
  (func $move (param $drop i32) (param $axis i32) (param $dt f32) (local $at i32)
    (local.set $at (i32.add (i32.mul (local.get $drop) (i32.const 12)) (local.get $axis)))
    (f32.store (i32.add (global.get $positions) (local.get $at))
      (f32.add
        (f32.load (i32.add (global.get $positions) (local.get $at)))
        (f32.mul (f32.load (i32.add (global.get $velocities) (local.get $at))) (local.get $dt)))))

  (func (export "on_update") (param $entity i64) (param $dt f32) (local $i i32) (local $speed i32)
    (loop $next
      (local.set $speed (i32.add (global.get $velocities) (i32.mul (local.get $i) (i32.const 12))))
      (f32.store offset=4 (local.get $speed)
        (f32.add (f32.load offset=4 (local.get $speed)) (f32.mul (global.get $gravity) (local.get $dt))))
      (call $move (local.get $i) (i32.const 0) (local.get $dt))
      (call $move (local.get $i) (i32.const 4) (local.get $dt))
      (call $move (local.get $i) (i32.const 8) (local.get $dt))
      (if (f32.lt (f32.load offset=4 (i32.add (global.get $positions) (i32.mul (local.get $i) (i32.const 12)))) (f32.const 0))
        (then (call $launch (local.get $i))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_s (local.get $i) (global.get $count))))
    ;; Component 0 is Transform, its field 0 the position: all drops move in one call.
    (drop (call $write_column (i32.const 0) (i32.const 0) (global.get $entities) (global.get $count) (global.get $positions)))))
