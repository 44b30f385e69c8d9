(module
  (func $f (param i32) (result i32)
    (block $d (block $c (block $b (block $a (br_table $a $b $c $d (local.get 0)))
      (return (i32.const 100))) (return (i32.const 101))) (return (i32.const 102))) (i32.const 103))
  (func (export "low") (result i32 i32 i32 i32)
    (call $f (i32.const 0)) (call $f (i32.const 1)) (call $f (i32.const 2)) (call $f (i32.const 3)))
  (func (export "high") (result i32 i32 i32)
    (call $f (i32.const 4)) (call $f (i32.const -1)) (call $f (i32.const 0x80000000))))
