(module
  (func $f (param i32) (result i32) (local i32)
    (local.set 1 (i32.const 1))
    (if (local.get 0) (then (local.set 1 (i32.const 2))))
    (if (i32.eqz (local.get 0)) (then (return (i32.const 99))))
    (local.get 1))
  (func (export "a") (result i32) (call $f (i32.const 0)))
  (func (export "b") (result i32) (call $f (i32.const 5))))
