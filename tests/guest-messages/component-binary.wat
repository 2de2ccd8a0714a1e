;; expect: syntax
;; message: the component model is not supported yet, and the whole file is of it
(module binary "\00asm\0d\00\01\00")
