(module
  (func $iterate (param $cr f64) (param $ci f64) (result i32) (local $zr f64) (local $zi f64) (local $t f64) (local $n i32)
    (block $out (loop $l
      (br_if $out (i32.ge_u (local.get $n) (i32.const 100)))
      (br_if $out (f64.gt (f64.add (f64.mul (local.get $zr) (local.get $zr)) (f64.mul (local.get $zi) (local.get $zi))) (f64.const 4)))
      (local.set $t (f64.add (f64.sub (f64.mul (local.get $zr) (local.get $zr)) (f64.mul (local.get $zi) (local.get $zi))) (local.get $cr)))
      (local.set $zi (f64.add (f64.mul (f64.const 2) (f64.mul (local.get $zr) (local.get $zi))) (local.get $ci)))
      (local.set $zr (local.get $t))
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (br $l)))
    (local.get $n))
  (func (export "total") (result i32) (local $x i32) (local $y i32) (local $s i32)
    (loop $ly (local.set $x (i32.const 0))
      (loop $lx
        (local.set $s (i32.add (local.get $s) (call $iterate
          (f64.sub (f64.div (f64.convert_i32_s (local.get $x)) (f64.const 16)) (f64.const 2))
          (f64.sub (f64.div (f64.convert_i32_s (local.get $y)) (f64.const 12)) (f64.const 1)))))
        (br_if $lx (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 1))) (i32.const 40))))
      (br_if $ly (i32.lt_u (local.tee $y (i32.add (local.get $y) (i32.const 1))) (i32.const 24))))
    (local.get $s)))
