{ test: iso D.1 error
expect:
|3
|9
|18
trap: index
trap-at: 18
fpc: agrees
}
program ArrayIndex(output);
var a: array [1..10] of integer; i, s: integer;
begin
  s := 0;
  for i := 1 to 10 do a[i] := i;
  i := 0;
  repeat
    i := i + 3;
    s := s + a[i];
    writeln(s:1)
  until s > 1000
end.
