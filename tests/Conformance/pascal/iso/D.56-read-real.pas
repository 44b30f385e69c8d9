{ test: iso D.56 error
expect:
| 2.5
trap: io
trap-at: 13
fpc: differs does not detect it
}
program ReadReal(output);
var f: text; x: real;
begin
  rewrite(f); writeln(f, '2.5 .5'); reset(f);
  read(f, x); writeln(x:4:1);
  read(f, x);
  writeln(x:4:1)
end.
