;; expect: warning
;; message: did you mean 'on_update'? Export on_update(entity: i64, dt: f32)
;; message: extern "C"
(module
  (func (export "_Z9on_updatexf") (param i64 f32)))
