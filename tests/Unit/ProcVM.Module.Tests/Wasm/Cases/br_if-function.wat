(module
  (func $f (param i32) (result i32) (i32.const 1) (br_if 0 (local.get 0)) (i32.const 41) (i32.add))
  (func $g (param i32) (result i32) (i64.const 9) (i32.const 1) (br_if 0 (local.get 0)) (drop) (drop) (i32.const 5))
  (func (export "a") (result i32 i32) (call $f (i32.const 0)) (call $g (i32.const 0)))
  (func (export "b") (result i32 i32) (call $f (i32.const 1)) (call $g (i32.const 1))))
