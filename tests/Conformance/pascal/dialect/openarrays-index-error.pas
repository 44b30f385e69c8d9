{ test: dialect openarrays error
expect:
|02
trap: index
trap-at: 14
fpc: agrees
}
program OpenArrayIndex;
var a: array[10..12] of integer;
procedure fill(var x: array of integer; n: integer);
var i: integer;
begin
  for i := 0 to n do
    x[i] := i
end;
begin
  fill(a, 2); writeln(a[10], a[12]);
  fill(a, 3)
end.
