(module
  (func (export "a") (result i32)
    (block (result i32) (br 0 (i32.const 1)) (i32.add) (if (result i32) (then (i32.const 4)) (else (unreachable))) (drop) (i64.const 3) (drop)))
  (func (export "b") (result i32)
    (return (i32.const 2)) (loop (br 0)) (block (br_table 0 0 (i32.const 1))) (call 0) (select))
  (func (export "c") (unreachable) (f32.const 1) (f64.const 2) (i64.const 5) (drop) (drop) (drop) (memory.fill (i32.const 1) (i32.const 1) (i32.const 1)))
  (func (export "d") (result i32) (local i64)
    (loop (result i32) (i32.const 6) (br 1) (local.get 0) (drop)))
  (memory 1))
