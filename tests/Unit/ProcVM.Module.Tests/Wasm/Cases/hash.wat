(module (memory 1)
  (data (i32.const 0) "the quick brown fox jumps over the lazy dog")
  (func (export "fnv") (result i64) (local $i i32) (local $h i64)
    (local.set $h (i64.const 0xcbf29ce484222325))
    (loop $l
      (local.set $h (i64.mul (i64.xor (local.get $h) (i64.load8_u (local.get $i))) (i64.const 0x100000001b3)))
      (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 43))))
    (local.get $h))
  (func (export "mix") (result i32) (local $i i32) (local $h i32)
    (loop $l
      (local.set $h (i32.rotl (i32.xor (local.get $h) (i32.load align=1 (local.get $i))) (i32.const 5)))
      (local.set $h (i32.sub (local.get $h) (i32.rotr (local.get $h) (local.get $i))))
      (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 40))))
    (local.get $h)))
