{ test: iso D.47 error
expect:
|1836311903
trap: overflow
trap-at: 13
fpc: agrees
}
program AddOverflow(output);
var a, b, t, i: integer;
begin
  a := 1; b := 1;
  for i := 1 to 100 do begin
    t := a + b;
    a := b; b := t;
    if i = 44 then writeln(b:1)
  end
end.
