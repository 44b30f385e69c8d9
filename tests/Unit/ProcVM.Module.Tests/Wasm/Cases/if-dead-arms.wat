(module
  (func $f (param i32) (result i32)
    (if (result i32) (local.get 0) (then (return (i32.const 1))) (else (i32.const 2))))
  (func $g (param i32) (result i32)
    (if (result i32) (local.get 0) (then (i32.const 3)) (else (return (i32.const 4)))))
  (func $h (param i32) (result i32)
    (if (local.get 0) (then (return (i32.const 5))) (else (return (i32.const 6)))) (unreachable))
  (func (export "a") (result i32 i32 i32) (call $f (i32.const 0)) (call $g (i32.const 0)) (call $h (i32.const 0)))
  (func (export "b") (result i32 i32 i32) (call $f (i32.const 1)) (call $g (i32.const 1)) (call $h (i32.const 1))))
