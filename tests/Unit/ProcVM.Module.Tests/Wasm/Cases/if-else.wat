(module
  (func $pick (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 10)) (else (i32.const 20))))
  (func (export "yes") (result i32) (call $pick (i32.const -1)))
  (func (export "no") (result i32) (call $pick (i32.const 0)))
  (func (export "both") (result i32) (i32.add (call $pick (i32.const 1)) (call $pick (i32.const 0)))))
