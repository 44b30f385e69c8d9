(module
  (table 1 externref)
  (elem declare func $f)
  (func $f)
  (func $id (param funcref) (result i32) (ref.is_null (local.get 0)))
  (func (export "a") (result i32 i32 i32) (call $id (ref.null func)) (call $id (ref.func $f)) (ref.is_null (table.get 0 (i32.const 0))))
  (func (export "b") (result i32) (local funcref) (ref.is_null (local.get 0)))
  (func (export "c") (result i32) (ref.is_null (select (result funcref) (ref.func $f) (ref.null func) (i32.const 1)))))
