(module
  (type $v (func)) (type $i (func (result i32))) (type $i2 (func (result i32))) (type $l (func (result i64)))
  (table $t 4 4 funcref) (elem (table $t) (i32.const 1) func $one $long)
  (func $one (type $i) (i32.const 1)) (func $long (type $l) (i64.const 2))
  (func (export "same") (result i32) (call_indirect $t (type $i) (i32.const 1)))
  (func (export "equal") (result i32) (call_indirect $t (type $i2) (i32.const 1)))
  (func (export "other") (result i32) (call_indirect $t (type $i) (i32.const 2)))
  (func (export "void") (call_indirect $t (type $v) (i32.const 1)))
  (func (export "null") (result i32) (call_indirect $t (type $i) (i32.const 0))))
