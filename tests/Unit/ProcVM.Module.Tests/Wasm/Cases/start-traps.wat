(module (func $init (unreachable)) (start $init) (func (export "a") (result i32) (i32.const 1)))
