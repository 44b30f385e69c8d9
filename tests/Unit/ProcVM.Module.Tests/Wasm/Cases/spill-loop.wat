(module
  (func (export "a") (result i32) (local $n i32)
    (i32.const 1000) (i32.const 3)
    (loop $l (param i32) (result i32)
      (i32.const 2) (i32.mul)
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (br_if $l (i32.lt_u (local.get $n) (i32.const 4))))
    (i32.add)))
