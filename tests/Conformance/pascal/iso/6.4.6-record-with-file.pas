{ test: iso 6.4.6 reject
error-at: 10
fpc: differs accepts it
}
program RecordFile(output);
type r = record n: integer; f: text end;
var a, b: r;
begin
  a.n := 1;
  b := a;
  writeln(b.n:1)
end.
