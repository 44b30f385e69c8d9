(module
  (func $f (param i32) (result i32)
    (i32.const 1000)
    (block $b (result i32) (loop $l
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (i32.const 5) (br_table $b 2 $b (i32.rem_u (local.get 0) (i32.const 3))))
      (unreachable))
    (i32.add))
  (func (export "a") (result i32 i32 i32) (call $f (i32.const 1)) (call $f (i32.const 2)) (call $f (i32.const 3))))
