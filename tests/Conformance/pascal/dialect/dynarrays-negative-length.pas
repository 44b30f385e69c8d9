{ test: dialect dynarrays error
expect:
|2
trap: range
trap-at: 13
fpc: agrees
}
program DynNegative;
var v: array of integer; n: integer;
begin
  n := 2; setlength(v, n); writeln(length(v));
  n := -n;
  setlength(v, n);
  writeln(length(v))
end.
