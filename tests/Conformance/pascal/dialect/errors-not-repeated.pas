{ test: dialect errors reject
error-at: 7
fpc: agrees
}
program NotRepeated;
{ An undeclared type is reported where it is used first; the variable's own uses are no further errors. }
var v: vektor; i: integer;
begin
  v := 1;
  v[i] := 2;
  i := v.x + v^.y;
  with v do writeln(i);
  writeln(v)
end.
