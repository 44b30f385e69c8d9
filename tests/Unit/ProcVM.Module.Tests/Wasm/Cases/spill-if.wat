(module
  (func $f (param i32) (result i32)
    (i32.const 1) (i32.const 2) (i32.const 3) (local.get 0)
    (if (param i32) (result i32) (then (i32.const 10) (i32.mul)) (else (i32.const 20) (i32.mul)))
    (i32.add) (i32.shl))
  (func (export "a") (result i32 i32) (call $f (i32.const 1)) (call $f (i32.const 0))))
