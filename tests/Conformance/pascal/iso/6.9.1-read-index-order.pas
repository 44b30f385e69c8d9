{ test: iso 6.9.1 accept
input:
|2 77 3 88
expect:
|0 77 88 3
fpc: agrees
}
program ReadOrder(input, output);
{ Variables of one read are taken one after another: the first may choose the second. }
var i: integer; a: array [1..5] of integer;
begin
  for i := 1 to 5 do a[i] := 0;
  read(i, a[i], i, a[i]);
  writeln(a[1]:1, a[2]:3, a[3]:3, i:2)
end.
