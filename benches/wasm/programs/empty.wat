;; What a call of an export costs.
(module
  (func (export "on_update") (param $entity i64) (param $dt f32)))
