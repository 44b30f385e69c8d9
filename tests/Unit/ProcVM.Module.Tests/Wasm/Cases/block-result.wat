(module
  (func (export "one") (result i32) (block (result i32) (i32.const 7)))
  (func (export "two") (result i32 i64) (block (result i32 i64) (i32.const 7) (i64.const -9)))
  (func (export "nested") (result i32)
    (block (result i32) (block (result i32) (br 1 (i32.const 3))) (drop) (i32.const 4))))
