(module
  (func (export "a") (result i64)
    (i64.const 100) (i32.const 5)
    (block $b (result i32) (i32.const 6) (br_if $b (i32.const 0)) (i32.const 2) (i32.mul))
    (i32.add) (i64.extend_i32_s) (i64.sub))
  (func (export "b") (result i32 f32 f64)
    (i32.const 1) (f32.const 2) (block (result f64) (block (result f64) (f64.const 9) (br 1)))))
