;; expect: timeout
;; message: used up its fuel
;; message: in boids::flock::steer
;; line: 6
(module
  (func $"_RNvNtCs1234_5boids5flock5steer" (loop (br 0)))
  (func (export "on_update") (param i64 f32)
    (call 0)))
