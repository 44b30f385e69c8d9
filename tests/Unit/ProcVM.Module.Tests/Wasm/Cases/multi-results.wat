(module
  (func $divmod (param i32 i32) (result i32 i32)
    (i32.div_u (local.get 0) (local.get 1)) (i32.rem_u (local.get 0) (local.get 1)))
  (func $swap (param i32 f64) (result f64 i32) (local.get 1) (local.get 0))
  (func (export "a") (result i32 i32) (call $divmod (i32.const 17) (i32.const 5)))
  (func (export "b") (result f64 i32) (call $swap (i32.const 1) (f64.const 2)))
  (func (export "c") (result i32) (i32.sub (call $divmod (i32.const 100) (i32.const 7)))))
