(module
  (func $f (param i32) (result i32)
    (block $b (result i32) (block $a (result i32)
      (i64.const 4) (f32.const 2) (i32.const 50) (br_table $a $b $a $b (local.get 0)))
      (i32.const 1) (i32.add)))
  (func (export "a") (result i32 i32) (call $f (i32.const 0)) (call $f (i32.const 1)))
  (func (export "b") (result i32 i32) (call $f (i32.const 2)) (call $f (i32.const 77))))
