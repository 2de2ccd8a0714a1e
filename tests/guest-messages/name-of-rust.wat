;; expect: runtime
;; message: in boids::flock::steer
;; line: 5
(module
  (func $"_ZN5boids5flock5steer17h0123456789abcdefE" unreachable)
  (func (export "on_update") (param i64 f32)
    (call 0)))
