(module
  (func $p (param i32 i64 f32 f64) (result f64) (local i32 i64 f32 f64)
    (local.set 0 (local.tee 4 (i32.add (local.get 0) (i32.const 1))))
    (local.set 7 (f64.add (local.get 3) (f64.convert_i32_s (local.get 4))))
    (f64.add (local.get 7) (f64.add (f64.convert_i64_s (i64.add (local.get 1) (local.get 5))) (f64.promote_f32 (f32.add (local.get 2) (local.get 6))))))
  (func (export "zero") (result i32 i64 f32 f64) (local i32 i64 f32 f64) (local.get 0) (local.get 1) (local.get 2) (local.get 3))
  (func (export "mix") (result f64) (call $p (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4))))
