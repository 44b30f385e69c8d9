(module (memory 2)
  (data (i32.const 0) "\01\02\03\04") (data (i32.const 2) "\ff") (data (i32.const 131071) "z") (data (i32.const 131072) "")
  (func (export "a") (result i32 i32) (i32.load (i32.const 0)) (i32.load8_u (i32.const 131071))))
