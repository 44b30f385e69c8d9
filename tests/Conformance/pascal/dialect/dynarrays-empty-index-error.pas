{ test: dialect dynarrays error
expect:
|0
trap: index
trap-at: 12
fpc: agrees
}
program DynEmpty;
var v: array of char; n: integer;
begin
  n := length(v); writeln(n);
  v[n] := 'x';
  writeln(v[0])
end.
