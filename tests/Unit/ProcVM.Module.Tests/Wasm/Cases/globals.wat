(module
  (global $a (mut i32) (i32.const -5)) (global $b i64 (i64.const 0x123456789abcdef0))
  (global $c (mut f32) (f32.const 1.5)) (global $d (mut f64) (f64.const -0.0))
  (func (export "get") (result i32 i64 f32 f64) (global.get $a) (global.get $b) (global.get $c) (global.get $d))
  (func (export "set") (result i32 f32 f64)
    (global.set $a (i32.add (global.get $a) (i32.const 6))) (global.set $c (f32.const nan)) (global.set $d (f64.const inf))
    (global.get $a) (global.get $c) (global.get $d)))
