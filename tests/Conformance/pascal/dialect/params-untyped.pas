{ test: dialect params accept
expect:
|10
|50
|0 0 16908288
fpc: agrees
}
program UntypedParams;
procedure zero(var x; size: integer);
begin fillchar(x, size, 0) end;
function sumbytes(const x; n: integer): integer;
type bytes = array[0..99] of byte;
var p: ^bytes; i: integer;
begin
  p := @x; result := 0;
  for i := 0 to n - 1 do result := result + p^[i]
end;
var i: integer; r: record a, b: word end;
begin
  i := $01020304; writeln(sumbytes(i, 4));
  r.a := 300; r.b := 5; writeln(sumbytes(r, sizeof(r)));
  zero(r, sizeof(r)); zero(i, 2); writeln(r.a, ' ', r.b, ' ', i)
end.
