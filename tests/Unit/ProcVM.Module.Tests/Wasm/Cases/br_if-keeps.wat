(module
  (func $f (param i32) (result i32)
    (block $a (result i32) (i32.const 11) (br_if $a (local.get 0)) (i32.const 1) (i32.add)))
  (func (export "a") (result i32) (call $f (i32.const 0)))
  (func (export "b") (result i32) (call $f (i32.const 3))))
