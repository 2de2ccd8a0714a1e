;; expect: syntax
;; message: the component model is not supported yet
;; message: rustc `--target wasm32-unknown-unknown` rather than `wasm32-wasip2`
;; line: 5
(component)
