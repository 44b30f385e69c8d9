(module
  (func (export "a") (result i32 i64 f32 f64)
    (select (i32.const 1) (i32.const 2) (i32.const 0)) (select (i64.const 1) (i64.const 2) (i32.const 7))
    (select (f32.const 1) (f32.const 2) (i32.const -1)) (select (result f64) (f64.const 1) (f64.const 2) (i32.const 0))))
