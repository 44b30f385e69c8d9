{ test: dialect switches accept
expect:
|44
|1
|44
fpc: agrees
}
program RangeOff;
var b: byte; d: 1..10; i: integer;
begin
  i := 300;
  {$R-} b := i; {$R+}
  writeln(b);
  {$R-} d := i; {$R+}
  writeln(ord(d <> 5));
  b := 200;
  {$R-} inc(b, 100); {$R+} writeln(b)
end.
