{ test: iso 6.4.2.3 reject
error-at: 10
fpc: agrees
}
program EnumArith(output);
type fruit = (apple, pear, plum);
var f: fruit;
begin
  f := apple;
  f := f + 1;
  writeln(ord(f):1)
end.
