(module (memory 1) (global $g (mut i32) (i32.const 1))
  (func $init (global.set $g (i32.const 42)) (i32.store (i32.const 0) (i32.const 43)))
  (start $init)
  (func (export "a") (result i32 i32) (global.get $g) (i32.load (i32.const 0))))
