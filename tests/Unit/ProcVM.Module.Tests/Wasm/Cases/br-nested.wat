(module
  (func $f (param i32) (result i32)
    (block $a (block $b (block $c
      (br_if $a (i32.eq (local.get 0) (i32.const 0)))
      (br_if $b (i32.eq (local.get 0) (i32.const 1)))
      (br_if $c (i32.eq (local.get 0) (i32.const 2)))
      (return (i32.const 40)))
      (return (i32.const 30)))
      (return (i32.const 20)))
    (i32.const 10))
  (func (export "all") (result i32 i32 i32 i32)
    (call $f (i32.const 0)) (call $f (i32.const 1)) (call $f (i32.const 2)) (call $f (i32.const 3))))
