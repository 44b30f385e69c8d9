(module
  (func (export "count") (result i32 i32) (local i32 i32)
    (i32.const 1) (i32.const 10)
    (loop $l (param i32 i32) (result i32 i32) (local.set 1) (local.set 0)
      (i32.mul (local.get 0) (i32.const 3)) (i32.sub (local.get 1) (i32.const 1))
      (local.tee 1) (local.get 1) (br_if $l)) (drop) (i32.const 5))
  (func (export "gcd") (result i64) (local $a i64) (local $b i64) (local $t i64)
    (local.set $a (i64.const 1071)) (local.set $b (i64.const 462))
    (block $done (loop $l
      (br_if $done (i64.eqz (local.get $b)))
      (local.set $t (i64.rem_u (local.get $a) (local.get $b)))
      (local.set $a (local.get $b)) (local.set $b (local.get $t)) (br $l)))
    (local.get $a)))
