{ test: dialect single accept
expect:
| 1.250
|TRUE  1.250
|8
|0.500
fpc: agrees
}
program SingleMixed;
var s: single; d: double; i: integer; a: array[0..2] of single;
function avg(const x: array of single): single;
var i: integer;
begin result := 0; for i := 0 to high(x) do result := result + x[i]; result := result / length(x) end;
begin
  for i := 0 to 2 do a[i] := i + 0.25;
  writeln(avg(a):6:3); d := avg(a); s := d; writeln(s = d, ' ', s:6:3);
  s := 3; i := round(s * 2.5); writeln(i);
  val('0.5', s, i); writeln(s:4:2, i)
end.
