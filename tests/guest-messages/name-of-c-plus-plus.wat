;; expect: timeout
;; message: in game::Player::update
;; line: 5
(module
  (func $"_ZN4game6Player6updateEf" (loop (br 0)))
  (func (export "on_update") (param i64 f32)
    (call 0)))
