(module
  (func $f (result i32) (i64.const 1) (f64.const 2) (i32.const 3) (return))
  (func $g (result i32 f32) (i64.const 1) (i32.const 4) (f32.const 5) (return))
  (func $h (i64.const 1) (return))
  (func (export "a") (result i32 i32 f32) (call $h) (call $f) (call $g)))
